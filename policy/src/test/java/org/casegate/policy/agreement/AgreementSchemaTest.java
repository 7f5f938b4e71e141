// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.casegate.policy.check.Checks;
import org.casegate.policy.document.Complaint;
import org.casegate.policy.document.JsonText;
import org.casegate.policy.register.Setting;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The published schema and the reader say the same of every key: what one takes the other takes, and a mistake in any
/// key is seen by both.
class AgreementSchemaTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JsonText.of(AgreementSchema.tree()), InputFormat.JSON);

    static Stream<Agreement> bundled() {
        return Agreements.bundled().all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bundled")
    @DisplayName("every agreement that ships is valid by the schema")
    void takesWhatShips(Agreement agreement) {
        assertThat(SCHEMA.validate(tree(agreement))).isEmpty();
    }

    @Test
    @DisplayName("a key that is misspelt, of another type, missing or wrong is seen by schema and reader alike")
    void seesTheSameMistakes() {
        List<String> differences = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Agreement agreement : Agreements.bundled().all()) {
            for (Place place : places((ObjectNode) tree(agreement), seen)) {
                differ(place, "misspelt", place.renamed(), differences);
                differ(place, "of another type", place.with(place.another()), differences);
                compare(place, "missing", place.without(), List.of("is missing; accepted"), differences);
                if (!place.value().isContainer()) {
                    compare(place, "wrong", place.with(JSON.getNodeFactory().stringNode("?!")),
                            List.of("'?!' is not accepted", "has a value that is not accepted"), differences);
                }
            }
        }

        assertThat(seen).hasSizeGreaterThan(100);
        assertThat(differences).isEmpty();
    }

    @Test
    @DisplayName("each kind of check and each setting stands in the schema, with what it takes")
    void holdsEveryKindAndEverySetting() {
        JsonNode schema = JSON.valueToTree(AgreementSchema.tree());

        assertThat(schema.at("/$defs/steps/properties/check/enum").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(Checks.packKinds());
        assertThat(schema.at("/$defs/download/properties/check/enum").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(Checks.downloadKinds());
        for (Setting setting : Setting.values()) {
            assertThat(schema.at("/$defs/settings/properties").path(setting.key()).isMissingNode())
                    .as(setting.key()).isFalse();
        }
    }

    @Test
    @DisplayName("a parameter of one check is unknown to another")
    void tellsTheParametersOfChecksApart() {
        ObjectNode staffordshire = (ObjectNode) tree(Judged.STAFFORDSHIRE);
        ((ObjectNode) staffordshire.get("steps").get(0)).putArray("art6").add("c");

        assertThat(SCHEMA.validate(staffordshire)).extracting(error -> error.getMessage()).singleElement().asString()
                .contains("art6");
        assertThat(read(staffordshire)).extracting(Complaint::key).containsExactly("steps[1].art6");
    }

    /// What must be seen by both.
    private static void differ(Place place, String mistake, JsonNode text, List<String> differences) {
        boolean byReader = !read(text).isEmpty();
        boolean bySchema = !SCHEMA.validate(text).isEmpty();
        if (!byReader || !bySchema) {
            differences.add("%s %s: reader %s, schema %s".formatted(place.path(), mistake, byReader, bySchema));
        }
    }

    /// What the schema sees if, and only if, the reader says this of that group of keys.
    private static void compare(Place place, String mistake, JsonNode text, List<String> said,
            List<String> differences) {
        String group = place.path().substring(0, place.path().length() - place.key().length());
        boolean byReader = read(text).stream().filter(each -> each.key().startsWith(group))
                .anyMatch(each -> said.stream().anyMatch(each.sentence()::startsWith));
        boolean bySchema = !SCHEMA.validate(text).isEmpty();
        if (byReader != bySchema) {
            differences.add("%s %s: reader %s, schema %s".formatted(place.path(), mistake, byReader, bySchema));
        }
    }

    private static List<Complaint> read(JsonNode text) {
        return AgreementParser.parse(JSON.writeValueAsString(text).getBytes(UTF_8)).complaints();
    }

    private static JsonNode tree(Agreement agreement) {
        Object loaded = new Load(LoadSettings.builder().build())
                .loadFromString(new String(agreement.text().octets(), UTF_8));
        return JSON.valueToTree(loaded);
    }

    /// One place for each key that the text uses, by its path without numbers and, in a step, by the kind of check. The text
    /// around a place is the agreement with one item in each of its lists, so that a mistake is looked for once, and not once
    /// for every step; a mistake in an item has nothing to do with the items beside it.
    private static List<Place> places(ObjectNode agreement, Set<String> seen) {
        List<Place> places = new ArrayList<>();
        ObjectNode shortened = agreement.deepCopy();
        for (Map.Entry<String, JsonNode> entry : agreement.properties()) {
            if (entry.getValue() instanceof ArrayNode list && list.size() > 1) {
                shortened.putArray(entry.getKey()).add(list.get(0));
            }
        }
        collect(taken(shortened), shortened, "", "", "", seen, places);
        for (Map.Entry<String, JsonNode> entry : agreement.properties()) {
            if (entry.getValue() instanceof ArrayNode list) {
                for (JsonNode item : list) {
                    ObjectNode around = shortened.deepCopy();
                    around.putArray(entry.getKey()).add(item);
                    int before = places.size();
                    collect(around, around.get(entry.getKey()), "/" + entry.getKey(), entry.getKey(), "", seen, places);
                    if (places.size() > before) {
                        taken(around);
                    }
                }
            }
        }
        return places;
    }

    /// A text in which neither sees a mistake.
    private static ObjectNode taken(ObjectNode text) {
        assertThat(read(text)).isEmpty();
        assertThat(SCHEMA.validate(text)).isEmpty();
        return text;
    }

    private static void collect(JsonNode root, JsonNode node, String pointer, String path, String kind,
            Set<String> seen, List<Place> places) {
        if (node instanceof ObjectNode group) {
            for (Map.Entry<String, JsonNode> entry : group.properties()) {
                String key = entry.getKey();
                String itsPath = path.isEmpty() ? key : path + "." + key;
                if (seen.add(kind + itsPath.replaceAll("\\[\\d+]", ""))) {
                    places.add(new Place(root, pointer, key, itsPath, entry.getValue()));
                }
                collect(root, entry.getValue(), pointer + "/" + key, itsPath, kind, seen, places);
            }
        } else if (node instanceof ArrayNode list) {
            for (int at = 0; at < list.size(); at++) {
                JsonNode item = list.get(at);
                String ofItem = item.path("check").isMissingNode() ? kind : item.path("check").asString() + " ";
                collect(root, item, pointer + "/" + at, path + "[" + (at + 1) + "]", ofItem, seen, places);
            }
        }
    }

    /// A key in a text.
    ///
    /// @param root    of the text, which stays as it is
    /// @param pointer to the group that has the key
    /// @param path    as a complaint names it
    private record Place(JsonNode root, String pointer, String key, String path, JsonNode value) {

        JsonNode renamed() {
            JsonNode text = root.deepCopy();
            ObjectNode group = (ObjectNode) text.at(pointer);
            group.set(key + "q", group.remove(key));
            return text;
        }

        JsonNode with(JsonNode other) {
            JsonNode text = root.deepCopy();
            ((ObjectNode) text.at(pointer)).set(key, other);
            return text;
        }

        JsonNode without() {
            JsonNode text = root.deepCopy();
            ((ObjectNode) text.at(pointer)).remove(key);
            return text;
        }

        /// A value of another type than any that could stand here.
        JsonNode another() {
            return value.isContainer()
                    ? JSON.getNodeFactory().stringNode("text")
                    : JSON.createObjectNode().put("a", "group");
        }
    }
}
