// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.casegate.policy.check.Checks;
import org.casegate.policy.check.Code;
import org.casegate.policy.document.Document;
import org.casegate.policy.document.Observed;
import org.casegate.policy.document.Observed.Kind;
import org.casegate.policy.register.Setting;

/// The JSON Schema of agreement files, for editors and other programs. It is drawn from the reader by watching it read, so
/// the two cannot drift apart. The reader stays the stricter one: it alone knows which sentences a check needs.
public final class AgreementSchema {

    private static final String ID = "^[a-z0-9]+(-[a-z0-9]+)*$";
    private static final String PASSAGES = "^\\s*[^;\\s][^;]*(;\\s*[^;\\s][^;]*)*$";
    /// Forms that the reader tells in words, as regular expressions.
    private static final Map<String, String> FORMS = Map.of(StepReader.CLAUSE, PASSAGES, "an agency id", ID,
            "agency ids", ID, "an agreement id", ID, "a date, YYYY-MM-DD", "^\\d{4}-\\d{2}-\\d{2}$", StepReader.TIME,
            "^P(\\d+D)?(T(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?$", "a period such as P90D, P6M or P1Y",
            "^P(?=\\d)(\\d{1,3}Y)?(\\d{1,4}M)?(\\d{1,4}W)?(\\d{1,5}D)?$", ParticularsReader.DAY,
            "^" + ParticularsReader.DAY_FORM.pattern() + "$", "SIGNATURE, START, or a month such as 2023-10",
            "^(SIGNATURE|START|\\d{4}-\\d{2})$", "one of the reason codes",
            "^(" + Arrays.stream(Code.values()).map(Code::printed).collect(Collectors.joining("|")) + ")$");
    private static final String CHECK = "check";
    private static final String SILENT = "silent";
    /// Groups that an agreement may have and that none of those that ship has.
    private static final String RARE = "{ approvals: { new_purposes: { by: LISTED } } }";

    private final Map<String, Object> definitions = new LinkedHashMap<>();

    private AgreementSchema() {}

    /// The schema as a tree of maps, lists and values.
    public static Map<String, Object> tree() {
        AgreementSchema schema = new AgreementSchema();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        tree.put("title", "CaseGate agreement");
        tree.put("description",
                "An information-sharing agreement as the access rule: what it says, with the passage on "
                        + "every rule. The command `casegate agreement check FILE` knows more than this schema.");
        List<Observed> samples = samples();
        tree.putAll(schema.group("", samples, samples));
        tree.put("$defs", schema.definitions);
        return tree;
    }

    /// The agreements that ship with the gateway, which together use every group of keys, and each kind of check once.
    private static List<Observed> samples() {
        Stream<byte[]> bundled = Agreements.bundled().all().stream().map(agreement -> agreement.text().octets());
        Stream<byte[]> others = Stream.of(
                Checks.packKinds().stream().map(kind -> "steps: [{ check: " + kind + " }]"),
                Checks.downloadKinds().stream().map(kind -> "download: [{ check: " + kind + " }]"), Stream.of(RARE))
                .flatMap(texts -> texts).map(text -> text.getBytes(UTF_8));
        return Stream.concat(bundled, others)
                .flatMap(octets -> Document
                        .observe(octets, root -> AgreementParser.agreement(root, AgreementText.of(octets))).stream())
                .toList();
    }

    /// @param all    every reading of the group
    /// @param around where groups within it may be found too
    private Map<String, Object> group(String path, List<Observed> all, List<Observed> around) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<Object> required = new ArrayList<>();
        Set<String> keys = new LinkedHashSet<>();
        all.forEach(each -> keys.addAll(each.asked().keySet()));
        for (String key : keys) {
            boolean needed = all.stream().allMatch(each -> each.needed().containsKey(key));
            Map<String, Object> property = property(path + key, key, all, around);
            if (needed) {
                required.add(key);
            } else {
                mayBeBlank(property);
            }
            properties.put(key, property);
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        schema.put("required", required);
        schema.put("properties", properties);
        return schema;
    }

    private Map<String, Object> property(String path, String key, List<Observed> all, List<Observed> around) {
        Kind kind = all.stream().flatMap(each -> Optional.ofNullable(each.asked().get(key)).stream()).findFirst()
                .orElseThrow();
        Map<String, Object> schema = switch (kind) {
            case Kind.Group() -> defined(path, inside(key, around));
            case Kind.Groups() -> list(defined(path, inside(key, around)));
            default -> value(kind);
        };
        all.stream().flatMap(each -> Optional.ofNullable(each.needed().get(key)).stream()).findFirst()
                .filter(_ -> schema.containsKey("type")).ifPresent(words -> schema.put("description", words));
        return schema;
    }

    private static List<Observed> inside(String key, List<Observed> around) {
        return around.stream().flatMap(each -> each.inside(key).stream()).toList();
    }

    /// A group's keys stand once, under its path, however often the group is met.
    private Map<String, Object> defined(String path, List<Observed> inside) {
        if (inside.isEmpty()) {
            throw new IllegalStateException("no sample shows what stands under " + path);
        }
        if (!definitions.containsKey(path)) {
            definitions.put(path, Map.of());
            definitions.put(path, switch (path) {
                case "steps" -> steps(path, Checks.packKinds(), inside);
                case "download" -> steps(path, Checks.downloadKinds(), inside);
                case "facts" -> facts(path, inside);
                default -> inside.getFirst().isOpen() ? settings() : group(path + ".", inside, inside);
            });
        }
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("$ref", "#/$defs/" + path);
        return reference;
    }

    /// The keys of a step are those of every step and those of its check.
    private Map<String, Object> steps(String path, List<String> kinds, List<Observed> all) {
        List<Object> cases = new ArrayList<>();
        for (String kind : kinds) {
            List<Observed> own = all.stream().filter(step -> step.value(CHECK).filter(kind::equals).isPresent())
                    .toList();
            Map<String, Object> then = group(path + ".", own, all);
            cases.add(ordered("if", Map.of("properties", Map.of(CHECK, Map.of("const", kind))), "then", then));
        }
        Map<String, Object> check = ordered("type", "string", "enum", new ArrayList<Object>(kinds));
        return ordered("type", "object", "required", List.of(CHECK), "properties", Map.of(CHECK, check), "allOf",
                cases);
    }

    /// What a fact needs depends on whether the text is silent.
    private Map<String, Object> facts(String path, List<Observed> all) {
        List<Observed> silent = all.stream().filter(AgreementSchema::isSilent).toList();
        List<Observed> said = all.stream().filter(each -> !isSilent(each)).toList();
        return ordered("type", "object", "if",
                ordered("properties", Map.of(SILENT, Map.of("const", true)), "required", List.of(SILENT)), "then",
                group(path + ".", silent, all), "else", group(path + ".", said, all));
    }

    private static boolean isSilent(Observed fact) {
        return fact.value(SILENT).filter("true"::equals).isPresent();
    }

    private static Map<String, Object> value(Kind kind) {
        return switch (kind) {
            case Kind.Choice(List<String> codes) -> ordered("type", "string", "enum", new ArrayList<Object>(codes));
            case Kind.Flag() -> ordered("type", "boolean");
            case Kind.Whole(int least, int most) -> ordered("type", "integer", "minimum", least, "maximum", most);
            case Kind.Many(Kind of) -> list(value(of));
            case Kind.Text(String accepted) -> FORMS.containsKey(accepted)
                    ? ordered("type", "string", "pattern", FORMS.get(accepted), "description", accepted)
                    : ordered("type", "string", "description", accepted);
            case Kind.Group(),Kind.Groups() -> throw new IllegalArgumentException("a group is no single value");
        };
    }

    /// The only names in agreements that are data are those of settings.
    private static Map<String, Object> settings() {
        Map<String, Object> properties = new LinkedHashMap<>();
        Arrays.stream(Setting.values()).sorted(Comparator.comparing(Setting::key))
                .forEach(setting -> properties.put(setting.key(), setting(setting)));
        return ordered("type", "object", "additionalProperties", false, "properties", properties);
    }

    private static Map<String, Object> setting(Setting setting) {
        if (!setting.takesList()) {
            return setting.choices().isEmpty()
                    ? ordered("type", List.of("string", "integer"), "pattern", "^(" + setting.form() + ")$",
                            "description", setting.accepted())
                    : ordered("type", "string", "enum", new ArrayList<Object>(setting.choices()));
        }
        String one = "(" + String.join("|", setting.choices()) + ")";
        String form = "^(" + (setting.choices().isEmpty() ? setting.form() : one + "(," + one + ")*") + ")$";
        return ordered("type", List.of("array", "string", "null"), "pattern", form, "items",
                ordered("type", "string", "pattern", form), "description", setting.accepted());
    }

    private static Map<String, Object> list(Map<String, Object> items) {
        return ordered("type", "array", "items", items);
    }

    /// A key that may be left out may also stand without a value.
    private static void mayBeBlank(Map<String, Object> schema) {
        Map<String, Object> given = new LinkedHashMap<>(schema);
        if (given.containsKey("$ref") || given.containsKey("enum")) {
            schema.clear();
            schema.put("anyOf", List.of(given, ordered("type", "null")));
        } else if (given.get("type") instanceof String type) {
            schema.put("type", List.of(type, "null"));
        }
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int at = 0; at < keysAndValues.length; at += 2) {
            map.put((String) keysAndValues[at], keysAndValues[at + 1]);
        }
        return map;
    }
}
