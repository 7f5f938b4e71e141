// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

/// One NHS number with a valid check digit, as a number of up to ten digits. Personal: its text shows nothing.
public record NhsNumber(long value) {

    public NhsNumber {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an NHS number");
        }
    }

    /// Modulus 11: the digits weighted 10 down to 2; 11 less the remainder is the last digit, 11 stands for 0, 10 for none.
    public static boolean isValid(long digits) {
        if (digits < 0 || digits > 9_999_999_999L || isOneDigitOnly(digits)) {
            return false;
        }
        int sum = 0;
        long rest = digits / 10;
        for (int weight = 2; weight <= 10; weight++) {
            sum += (int) (rest % 10) * weight;
            rest /= 10;
        }
        int check = (11 - sum % 11) % 11;
        return check == digits % 10 && check != 10;
    }

    /// 0000000000, 1111111111 and the like pass the modulus and are never issued.
    private static boolean isOneDigitOnly(long digits) {
        return digits % 1_111_111_111L == 0;
    }

    @Override
    public String toString() {
        return "NHS number";
    }
}
