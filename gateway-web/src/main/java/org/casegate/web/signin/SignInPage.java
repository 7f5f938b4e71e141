// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.signin;

/// The sign-in form.
///
/// @param account   what was typed before; passwords and codes are never sent back
/// @param next      where to go afterwards, a path of this site
/// @param failed    the last try did not work; the page never says why
/// @param signedOut the session ended by itself
record SignInPage(String account, String next, boolean failed, boolean signedOut) {}
