// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// What every command shares: how it ends ([Stop]), how it waits to be stopped ([Stopping]), its log ([Log]) and its
/// JSON ([JsonOut]).
@NullMarked
package org.casegate.ops.console;

import org.jspecify.annotations.NullMarked;
