// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

/// A file that an agency already received under another transfer; for dry runs, the server knows by itself.
///
/// @param sha256   of the file, 64 hexadecimal digits
/// @param agency   who received it
/// @param transfer the id of that transfer
public record Holding(String sha256, AgencyId agency, AgreementId agreement, String transfer) {}
