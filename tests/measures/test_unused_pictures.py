"""Files of pictures: stored once by their content, cleared away when no row names them."""

from __future__ import annotations

import datetime
import os
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from measures.exchange.picture_files import (
    LostPicture,
    drop_picture,
    has_picture,
    keep_picture,
    kept_names,
    stored_picture,
)
from measures.exchange.pictures import safe_picture
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """No files of other tests."""
    settings.MEDIA_ROOT = tmp_path


def names() -> set[str]:
    return {name for name, _ in kept_names()}


def clear_away(after: datetime.timedelta) -> str:
    told = StringIO()
    with time_machine.travel(datetime.datetime.now(tz=datetime.UTC) + after):
        call_command("remove_unused_pictures", stdout=told)
    return told.getvalue()


def test_same_picture_twice_is_one_file_below_each_organization(organization, other_organization):
    safe = safe_picture(make.picture_file())
    kept = {keep_picture(code, safe) for code in ("one", "one", "two")}
    assert names() == kept == {f"one/{safe.name}", f"two/{safe.name}"}
    assert stored_picture(f"one/{safe.name}") == safe


def test_files_that_no_row_names_go_after_a_day_and_others_stay(organization):
    plan = make.make_plan(organization=organization)
    shown = make.make_picture(plan=plan)
    emblem = make.make_emblem(organization)
    gone = make.make_picture(plan=plan, content=make.picture_file(colour="red"))
    gone.delete()
    assert clear_away(datetime.timedelta(hours=23)) == "ลบไฟล์ภาพที่ไม่ได้ใช้ ๐ ไฟล์\n"
    assert clear_away(DAY * 2) == "ลบไฟล์ภาพที่ไม่ได้ใช้ ๑ ไฟล์\n"
    assert names() == {shown.picture, emblem}


def test_file_that_is_stored_again_counts_as_new(organization, settings):
    safe = safe_picture(make.picture_file())
    path = settings.MEDIA_ROOT / "pictures" / keep_picture("one", safe)
    os.utime(path, (0, 0))
    keep_picture("one", safe)
    assert clear_away(datetime.timedelta(hours=1)) == "ลบไฟล์ภาพที่ไม่ได้ใช้ ๐ ไฟล์\n"
    assert has_picture("one", safe.name)


@pytest.mark.parametrize(
    "name", ["", "one/../../secret.jpg", "/etc/passwd", "one/" + "0" * 64 + ".svg", "one/a.jpg\n"]
)
def test_name_that_the_portal_does_not_give_leads_to_no_file(name):
    with pytest.raises(LostPicture):
        stored_picture(name)
    with pytest.raises(FileNotFoundError):
        drop_picture(name)


def test_other_files_of_the_folder_are_left_alone(settings):
    folder = settings.MEDIA_ROOT / "pictures" / "one"
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("ของผู้ดูแล")
    assert clear_away(DAY * 2) == "ลบไฟล์ภาพที่ไม่ได้ใช้ ๐ ไฟล์\n"
    assert (folder / "notes.txt").exists()
