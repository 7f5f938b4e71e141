// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// Reads what people write: YAML or JSON, strictly, with every mistake reported together.
///
/// A text becomes a tree of [Fields], each value with its line; whoever asks for a key names its type and what it
/// accepts, and a key that nobody asked for is a mistake. The result is [Parsed]: a value, or complaints. Pure.
@NullMarked
package org.casegate.policy.document;

import org.jspecify.annotations.NullMarked;
