// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// The two web sites of the gateway. [Portal] is for the partners, [Administration] for those who run it; each is one table
/// of routes on a listener of its own, and what is in the one table is not in the other.
@NullMarked
package org.casegate.web;

import org.jspecify.annotations.NullMarked;
