// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import org.casegate.policy.register.AgreementRegistration.Duty;

/// The line that ends every refusal: a gateway's no is never a reason to delay protecting a child.
final class LastLine {

    private static final String START = "If a child may be at risk now, do not wait for this system: ring ";
    static final String WITHOUT_DUTY = START + "999, or the children's services of the local authority.";

    private LastLine() {}

    static String naming(Duty duty) {
        StringBuilder line = new StringBuilder(START).append(duty.role());
        duty.phone().ifPresent(phone -> line.append(", ").append(phone));
        duty.hours().ifPresent(hours -> line.append(" (").append(hours).append(')'));
        return line.append('.').toString();
    }
}
