// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/// Reads what [JsonText] wrote, also after a database has kept it as `jsonb`. Not for texts from outside.
public final class JsonTree {
    private static final int LARGEST = 32 << 20;

    private JsonTree() {}

    /// Strings, booleans, whole numbers, lists, and maps with string keys.
    public static Object parse(String json) {
        LoadSettings settings = LoadSettings.builder().setSchema(new JsonSchema()).setCodePointLimit(LARGEST).build();
        return new Load(settings).loadFromString(json);
    }
}
