#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
#
# Catch2 2.13.10 with CTest 3.25.1 (Debian 12, packages catch2 2.13.10-1 and cmake 3.25.1-1): a test case whose name holds
# a semicolon, registered by catch_discover_tests, is never run and reported as passed. Seen, of one program with
#   TEST_CASE("one is odd; two is even") { CHECK(1 == 2); }
# that ends with 1 when it is started by hand:
#   Test #1: one is odd ....... Passed
#   Test #2:  two is even ..... Passed
#   100% tests passed, 0 tests failed out of 2
# The names travel as a list of CMake, whose separator the semicolon is; each half matches no test case, and Catch2 2 ends
# with 0 when nothing matched. With EXTRA_ARGS "-w NoTests" the halves fail, which is how it was seen. Exits 1 when that is
# no longer so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -q catch2=2.13.10-1 cmake=3.25.1-1 cmake-data=3.25.1-1 libjsoncpp25 librhash0 libuv1 >/dev/null 2>&1
for package in *.deb; do dpkg -x "$package" prefix; done
LD_LIBRARY_PATH=$(dirname "$(find "$PWD/prefix" -name 'libuv.so*' | head -n 1)")
PATH=$PWD/prefix/usr/bin:$PATH
export LD_LIBRARY_PATH PATH
cat >CMakeLists.txt <<'CMAKE'
cmake_minimum_required(VERSION 3.25)
project(halves CXX)
enable_testing()
find_package(Catch2 2.13 REQUIRED)
include(Catch)
add_executable(plain test.cpp)
target_link_libraries(plain PRIVATE Catch2::Catch2)
catch_discover_tests(plain)
add_executable(warned test.cpp)
target_link_libraries(warned PRIVATE Catch2::Catch2)
catch_discover_tests(warned TEST_PREFIX "warned: " EXTRA_ARGS -w NoTests)
CMAKE
cat >test.cpp <<'CPP'
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
TEST_CASE("one is odd; two is even") { CHECK(1 == 2); }
CPP
cmake -S . -B build -DCMAKE_PREFIX_PATH="$PWD/prefix/usr" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS=-DCATCH_CONFIG_NO_POSIX_SIGNALS >cmake.log
cmake --build build >build.log
status=0
by_hand=0
build/plain >/dev/null || by_hand=$?
[ "$by_hand" -eq 1 ] || { echo "by hand it ends with $by_hand, no longer 1"; status=1; }
(cd build && ctest -E warned >ctest.log) || { echo "ctest does no longer pass it"; status=1; }
grep -q '0 tests failed out of 2' build/ctest.log || { echo "it is no longer two tests"; status=1; }
cat build/ctest.log
if (cd build && ctest -R warned >warned.log 2>&1); then echo "with -w NoTests the halves pass"; status=1; fi
exit "$status"
