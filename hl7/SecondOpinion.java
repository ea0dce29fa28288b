import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;
import org.hl7.fhir.r5.utils.validation.constants.ReferenceValidationPolicy;
import org.hl7.fhir.utilities.http.ManagedWebAccess;
import org.hl7.fhir.utilities.settings.FhirSettings;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.validation.ValidationEngine;
import org.hl7.fhir.validation.instance.advisor.BasePolicyAdvisorForFullValidation;

/**
 * Drives the HL7 validator without a network. Standard input has one JSON object a line: first the settings, then the
 * resources. Standard output has one JSON object a line: {"step"} while it starts, then {"index", "issues"} for each
 * resource. Whatever the validator itself prints goes to standard error.
 */
public final class SecondOpinion {
  private static final Gson GSON = new Gson();

  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    FhirSettings.setProhibitNetworkAccess(true);
    ManagedWebAccess.setAccessPolicy(ManagedWebAccess.WebAccessPolicy.PROHIBITED);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    ValidationEngine engine = start(JsonParser.parseString(in.readLine()).getAsJsonObject(), out);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonObject request = JsonParser.parseString(line).getAsJsonObject();
      JsonObject answer = new JsonObject();
      answer.add("index", request.get("index"));
      try {
        answer.add("issues", validate(engine, request));
      } catch (OutOfMemoryError fatal) {
        throw fatal;
      } catch (Throwable failure) { // of some mistakes it makes an Error: a system with a version, "http://x|1"
        answer.addProperty("crash", String.valueOf(failure));
      }
      out.println(GSON.toJson(answer));
    }
    System.exit(0); // its timers would keep the process alive
  }

  private static ValidationEngine start(JsonObject settings, PrintStream out) throws Exception {
    List<String> packages = strings(settings, "packages");
    step(out, packages.get(0));
    ValidationEngine.ValidationEngineBuilder builder = new ValidationEngine.ValidationEngineBuilder()
        .withVersion(settings.get("fhirVersion").getAsString())
        .withNoTerminologyServer()
        .withCanRunWithoutTerminologyServer(true);
    if (settings.has("terminology")) builder = builder.withThoVersion(settings.get("terminology").getAsString());
    if (settings.has("extensions")) builder = builder.withExtensionsVersion(settings.get("extensions").getAsString());
    ValidationEngine engine = builder.fromSource(packages.get(0));
    engine.getContext().setCanRunWithoutTerminology(true);
    for (String each : packages.subList(1, packages.size())) {
      step(out, each);
      engine.getIgLoader().loadIg(engine.getIgs(), engine.getBinaries(), each, false);
    }
    if (settings.has("guide")) {
      step(out, "the guide");
      engine.getIgLoader().loadIg(engine.getIgs(), engine.getBinaries(), settings.get("guide").getAsString(), true);
    }
    engine.setPolicyAdvisor(
        new BasePolicyAdvisorForFullValidation(ReferenceValidationPolicy.IGNORE, Collections.emptySet()));
    engine.setDoNative(false);
    engine.setHintAboutNonMustSupport(false);
    engine.setAnyExtensionsAllowed(false);
    engine.setAllowExampleUrls(settings.get("allowExampleUrls").getAsBoolean());
    engine.setShowMessageIds(true);
    engine.prepare();
    return engine;
  }

  private static JsonArray validate(ValidationEngine engine, JsonObject request) throws Exception {
    List<ValidationMessage> messages = new ArrayList<>();
    byte[] text = Files.readAllBytes(Path.of(request.get("path").getAsString()));
    engine.validate(text, FhirFormat.JSON, strings(request, "profiles"), messages);
    JsonArray issues = new JsonArray();
    for (ValidationMessage message : messages) {
      JsonObject issue = new JsonObject();
      issue.addProperty("severity", message.getLevel().toCode());
      if (message.getType() != null) issue.addProperty("type", message.getType().toCode());
      issue.addProperty("location", message.getLocation());
      issue.addProperty("messageId", message.getMessageId());
      issue.addProperty("message", message.getMessage());
      if (message.getLine() > 0) issue.addProperty("line", message.getLine());
      if (message.getCol() > 0) issue.addProperty("column", message.getCol());
      issues.add(issue);
    }
    return issues;
  }

  private static List<String> strings(JsonObject object, String name) {
    List<String> values = new ArrayList<>();
    for (JsonElement each : object.getAsJsonArray(name)) values.add(each.getAsString());
    return values;
  }

  private static void step(PrintStream out, String loading) {
    JsonObject line = new JsonObject();
    line.addProperty("step", loading);
    out.println(GSON.toJson(line));
  }
}
