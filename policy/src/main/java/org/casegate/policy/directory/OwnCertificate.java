// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import org.casegate.crypto.certificate.Certificate;
import org.casegate.crypto.certificate.Reads;

/// A certificate that an agency holds the key of, and has shown to: parts for it are sealed to this, and the gateway cannot read
/// them after their decision.
///
/// @param reads the form of the object that it has opened, and gets
public record OwnCertificate(Certificate certificate, Reads reads) {}
