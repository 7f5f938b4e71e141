// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text that ships with the demonstration, with `{{name}}` where something is filled in.
final class Template {
    private static final Pattern GAP = Pattern.compile("\\{\\{([^{}]+)}}");

    private Template() {}

    /// @param name beside this class
    /// @throws IllegalArgumentException if a gap has no value
    static String fill(String name, Map<String, String> values) throws IOException {
        return GAP.matcher(read(name)).replaceAll(gap -> {
            String value = values.get(gap.group(1));
            if (value == null) {
                throw new IllegalArgumentException(
                        "%s has a gap `%s` that nothing fills".formatted(name, gap.group(1)));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static String read(String name) throws IOException {
        try (InputStream in = Template.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name + " is missing from this build");
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
