// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// Signing in with account, password and code, and signing out.
///
/// All three go in one form, so that nobody is ever half signed in. [SignInPages] asks `SignIn`, which alone can say who
/// somebody is, and opens a new session each time.
@NullMarked
package org.casegate.web.signin;

import org.jspecify.annotations.NullMarked;
