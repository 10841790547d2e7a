// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Of the static program only, which loads no code at run time: SQLite's one call of dlopen, for the
// extensions that every connection turns off, comes here (ld's --wrap). The C library's own would
// need the shared libraries of the build machine.
// NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): the linker's name.
extern "C" void* __wrap_dlopen(const char* /*file*/, int /*flags*/) { return nullptr; }
