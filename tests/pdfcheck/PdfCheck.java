import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Judges PDF files by veraPDF's engine and rule profiles.
 *
 * <p>Usage: PdfCheck 3a,ua1 FILE... Prints one line for each file and profile, its fields parted by
 * tabs: file, profile, PASS or FAIL or ERROR, number of checks, failed rules (parted by "; ").
 * Ends with 0 if everything passed, else 1. The profiles are read by DOM because the jar carries no
 * JAXB.
 */
public final class PdfCheck {
  private static final String FOLDER = "/org/verapdf/pdfa/validation/";
  private static final Map<String, String> PROFILES =
      Map.of(
          "1b", "PDFA-1B.xml",
          "2a", "PDFA-2A.xml",
          "2b", "PDFA-2B.xml",
          "2u", "PDFA-2U.xml",
          "3a", "PDFA-3A.xml",
          "3b", "PDFA-3B.xml",
          "3u", "PDFA-3U.xml",
          "ua1", "PDFUA-1.xml");

  private PdfCheck() {}

  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    boolean allPassed = true;
    Map<String, ValidationProfile> loaded = new TreeMap<>();
    for (String name : arguments[0].split(",")) {
      loaded.put(name, load(name));
    }
    for (int index = 1; index < arguments.length; index++) {
      for (Map.Entry<String, ValidationProfile> profile : loaded.entrySet()) {
        allPassed &= judge(arguments[index], profile.getKey(), profile.getValue());
      }
    }
    System.exit(allPassed ? 0 : 1);
  }

  private static boolean judge(String file, String name, ValidationProfile profile) {
    try (PDFAParser parser =
        Foundries.defaultInstance()
            .createParser(new File(file), PDFAFlavour.fromString(name))) {
      ValidationResult result =
          Foundries.defaultInstance()
              .createValidator(profile, 3, false, true, false)
              .validate(parser);
      List<String> failed = new ArrayList<>();
      for (RuleId rule : result.getFailedChecks().keySet()) {
        failed.add(describe(rule, profile));
      }
      say(file, name, result.isCompliant() ? "PASS" : "FAIL", result.getTotalAssertions(), failed);
      return result.isCompliant();
    } catch (Exception problem) {
      say(file, name, "ERROR", 0, List.of(String.valueOf(problem)));
      return false;
    }
  }

  private static String describe(RuleId id, ValidationProfile profile) {
    Rule rule = profile.getRuleByRuleId(id);
    String text = rule == null ? "" : rule.getDescription();
    return id.getClause() + "-" + id.getTestNumber() + " " + text.replaceAll("\\s+", " ").trim();
  }

  private static void say(
      String file, String profile, String verdict, long checks, List<String> failed) {
    String reasons = String.join("; ", failed).replaceAll("\\s+", " ");
    System.out.println(String.join("\t", file, profile, verdict, "" + checks, reasons));
  }

  private static ValidationProfile load(String name) throws Exception {
    String resource = PROFILES.get(name);
    if (resource == null) {
      throw new IllegalArgumentException("no such profile: " + name);
    }
    Element root;
    try (InputStream stream = PdfCheck.class.getResourceAsStream(FOLDER + resource)) {
      root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream)
          .getDocumentElement();
    }
    Set<Rule> rules = new HashSet<>();
    for (Element rule : children(root, "rule")) {
      rules.add(rule(rule));
    }
    Set<Variable> variables = new HashSet<>();
    for (Element variable : children(root, "variable")) {
      variables.add(
          Profiles.variableFromValues(
              variable.getAttribute("name"),
              variable.getAttribute("object"),
              text(variable, "defaultValue"),
              text(variable, "value")));
    }
    return Profiles.profileFromValues(
        PDFAFlavour.fromString(name),
        Profiles.profileDetailsFromValues(resource, "", "", new Date(0)),
        "",
        rules,
        variables);
  }

  private static Rule rule(Element rule) {
    Element id = children(rule, "id").get(0);
    List<ErrorArgument> arguments = new ArrayList<>();
    for (Element argument : children(rule, "argument")) {
      String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
      arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), name, null));
    }
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"),
            Integer.parseInt(id.getAttribute("testNumber"))),
        rule.getAttribute("object"),
        "true".equals(rule.getAttribute("deferred")) ? Boolean.TRUE : null,
        rule.getAttribute("tags"),
        text(rule, "description"),
        text(rule, "test"),
        Profiles.errorFromValues(text(rule, "message"), arguments),
        new ArrayList<>());
  }

  private static List<Element> children(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int index = 0; index < found.getLength(); index++) {
      elements.add((Element) found.item(index));
    }
    return elements;
  }

  private static String text(Element parent, String name) {
    List<Element> found = children(parent, name);
    return found.isEmpty() ? "" : found.get(0).getTextContent();
  }
}
