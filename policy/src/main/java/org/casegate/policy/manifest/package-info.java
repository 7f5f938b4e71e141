// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// The structured statement that a sender puts beside the parts of a pack.
///
/// [ManifestParser] turns its text into a [Manifest] or into complaints; [ManifestTemplate] writes the text that a
/// sender starts from; [PartName] says which file names are taken. Pure.
@NullMarked
package org.casegate.policy.manifest;

import org.jspecify.annotations.NullMarked;
