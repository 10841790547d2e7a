// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// One name per work outside the store, however it was written: package/ reads it, so that a
// manifest's own references and the graph's are one matter.
#pragma once

#include "ahub/package/external.hpp"
