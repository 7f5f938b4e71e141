// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// Notices: mail that tells somebody that something happened, and nothing about whom. What happens queues its notices in the
/// transaction of its own ledger entry (entry: [Notices]); [Delivery] hands them to a mail relay and records the relay's answer.
///
/// A notice names an agency, a case's reference and a link. Its words stand in `catalogue.yaml` beside this package, where no gap
/// takes a name, a file's name or any text of a sender.
@NullMarked
package org.casegate.policy.notice;

import org.jspecify.annotations.NullMarked;
