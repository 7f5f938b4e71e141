// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuthenticatedTest {
    @Test
    @DisplayName("V3 nobody outside its package can make, extend, copy or serialise an Authenticated")
    void v3CannotBeForged() {
        assertThat(Authenticated.class).isFinal().isNotInstanceOf(Cloneable.class);
        assertThat(Serializable.class.isAssignableFrom(Authenticated.class)).isFalse();
        assertThat(Authenticated.class.getDeclaredConstructors())
                .allMatch(constructor -> (constructor.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) == 0);
        assertThat(Arrays.stream(Authenticated.class.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers())))
                .isEmpty();
    }
}
