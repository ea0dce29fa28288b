import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50;
import org.hl7.fhir.r5.conformance.profile.ProfileUtilities;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.utilities.http.ManagedWebAccess;
import org.hl7.fhir.utilities.settings.FhirSettings;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.validation.ValidationEngine;

/**
 * Makes snapshots with HL7's own generator. Standard input has one JSON object: the packages and the canonicals.
 * Standard output has one JSON object a line for each canonical: {"canonical", "definition" or "refusal"}.
 */
public final class SnapshotMaker {
  private static final Gson GSON = new Gson();

  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    FhirSettings.setProhibitNetworkAccess(true);
    ManagedWebAccess.setAccessPolicy(ManagedWebAccess.WebAccessPolicy.PROHIBITED);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    JsonObject settings = JsonParser.parseString(in.readLine()).getAsJsonObject();
    List<String> packages = strings(settings, "packages");
    ValidationEngine engine = new ValidationEngine.ValidationEngineBuilder()
        .withVersion("4.0.1")
        .withNoTerminologyServer()
        .withCanRunWithoutTerminologyServer(true)
        .withThoVersion(settings.get("terminology").getAsString())
        .withExtensionsVersion(settings.get("extensions").getAsString())
        .fromSource(packages.get(0));
    engine.getContext().setCanRunWithoutTerminology(true);
    for (String each : packages.subList(1, packages.size()))
      engine.getIgLoader().loadIg(engine.getIgs(), engine.getBinaries(), each, false);
    engine.prepare();
    for (String canonical : strings(settings, "canonicals")) {
      JsonObject answer = new JsonObject();
      answer.addProperty("canonical", canonical);
      try {
        answer.add("definition", snapshotOf(engine, canonical));
      } catch (Exception | StackOverflowError failure) {
        answer.addProperty("refusal", String.valueOf(failure.getMessage()));
      }
      out.println(GSON.toJson(answer));
    }
    System.exit(0); // its timers would keep the process alive
  }

  private static JsonElement snapshotOf(ValidationEngine engine, String canonical) throws Exception {
    StructureDefinition known = engine.getContext().fetchResource(StructureDefinition.class, canonical);
    if (known == null) throw new IllegalArgumentException("not loaded");
    StructureDefinition definition = known.copy();
    definition.setSnapshot(null);
    StructureDefinition base =
        engine.getContext().fetchResource(StructureDefinition.class, definition.getBaseDefinition(), null, known);
    if (base == null) throw new IllegalArgumentException("its base is not loaded");
    List<ValidationMessage> messages = new ArrayList<>();
    ProfileUtilities utilities = new ProfileUtilities(engine.getContext(), messages, null);
    utilities.setAutoFixSliceNames(true);
    utilities.generateSnapshot(base, definition, definition.getUrl(), "http://hl7.org/fhir/R4", definition.getName());
    for (ValidationMessage message : messages)
      if (message.getLevel().isError()) throw new IllegalArgumentException(message.getMessage());
    String json = new org.hl7.fhir.r4.formats.JsonParser()
        .composeString(VersionConvertorFactory_40_50.convertResource(definition));
    return JsonParser.parseString(json);
  }

  private static List<String> strings(JsonObject object, String name) {
    List<String> values = new ArrayList<>();
    for (JsonElement each : object.getAsJsonArray(name)) values.add(each.getAsString());
    return values;
  }
}
