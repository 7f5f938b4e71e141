// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// The one configuration file, `casegate.yaml`, as records.
///
/// Entry: [ConfigFile], which finds the file and reads it. What it reads is strict: an unknown key, a key given twice
/// or a value of the wrong form stops the start, with the line and what would have been accepted. Each key can be
/// overridden by an environment variable of its own; secrets stand in files that the configuration only names.
@NullMarked
package org.casegate.ops.config;

import org.jspecify.annotations.NullMarked;
