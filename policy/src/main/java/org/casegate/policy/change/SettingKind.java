// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.change;

import org.casegate.policy.register.Setting;

/// What a change of a setting is.
public enum SettingKind {
    /// Takes effect at once, whichever way it goes.
    OPERATION("OPERATION"),
    /// Amends the agreement, whichever way it goes.
    AGREEMENT("AGREEMENT"),
    /// Widening amends the agreement; narrowing is an operation.
    AGREEMENT_TO_WIDEN("AGREEMENT, narrowing OPERATION");

    private final String words;

    SettingKind(String words) {
        this.words = words;
    }

    /// The kind of a setting.
    public static SettingKind of(Setting setting) {
        return switch (Width.of(setting)) {
            case Width.Operation _ -> OPERATION;
            case Width.Amendment _ -> AGREEMENT;
            case Width.Rising _,Width.More _,Width.Fewer _ -> AGREEMENT_TO_WIDEN;
        };
    }

    public String inWords() {
        return words;
    }
}
