// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// Where an address is: the networks that the agencies registered, then a country database that the site provides. Who
/// may be where is for the agreements; whoever cannot be placed is nowhere that they allow. Entry type [Territory].
@NullMarked
package org.casegate.policy.territory;

import org.jspecify.annotations.NullMarked;
