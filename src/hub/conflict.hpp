// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What to say of a version that is stored with other content.
#pragma once

#include "ahub/base/error.hpp"
#include "ahub/hub/hub.hpp"

namespace ahub {

/// `Error{input, "conflict"}` that names the first ten files that differ between `stored` and
/// `files`, and the hint that fits.
Error conflict_of(const Store& store, const StoredPackage& stored, const PackageFiles& files);

}  // namespace ahub
