import java.io.File;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates files: java VeraPdf.java FLAVOURS FILE..., e.g. 3a,ua1 report.pdf. One line for each file and flavour,
 * "file TAB flavour TAB checks", and one for each rule that is broken, "file TAB flavour TAB ! TAB what".
 */
public final class VeraPdf {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int number = 1; number < arguments.length; number++)
            for (String flavour : arguments[0].split(","))
                validate(arguments[number], PDFAFlavour.byFlavourId(flavour));
    }

    private static void validate(String file, PDFAFlavour flavour) throws Exception {
        String start = file + "\t" + flavour.getId() + "\t";
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println(start + result.getTotalAssertions());
            for (TestAssertion each : result.getTestAssertions())
                if (each.getStatus() == TestAssertion.Status.FAILED)
                    System.out.println(start + "!\t" + each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber()
                            + " " + each.getMessage().replaceAll("\\s+", " ") + " " + each.getLocation().getContext());
        }
    }
}
