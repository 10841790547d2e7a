// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Codes of the findings that reading a package reports; lint/ declares their rows.
#pragma once

#include <string_view>

namespace ahub::codes {

// AH0: the manifest's text and syntax.
inline constexpr std::string_view kNoManifest = "AH001";
inline constexpr std::string_view kTwoManifests = "AH002";
inline constexpr std::string_view kManifestTooLarge = "AH003";
inline constexpr std::string_view kInvalidUtf8 = "AH004";
inline constexpr std::string_view kControlCharacter = "AH005";
inline constexpr std::string_view kByteOrderMark = "AH006";
inline constexpr std::string_view kLineTooLong = "AH007";
inline constexpr std::string_view kBadYaml = "AH008";
inline constexpr std::string_view kBadJson = "AH009";
inline constexpr std::string_view kDuplicateKey = "AH010";
inline constexpr std::string_view kAnchorOrAlias = "AH011";
inline constexpr std::string_view kTag = "AH012";
inline constexpr std::string_view kMergeKey = "AH013";
inline constexpr std::string_view kSecondDocument = "AH014";
inline constexpr std::string_view kEmptyDocument = "AH015";
inline constexpr std::string_view kTooDeep = "AH016";
inline constexpr std::string_view kTooManyNodes = "AH017";
inline constexpr std::string_view kScalarTooLong = "AH018";
inline constexpr std::string_view kBadKey = "AH019";
inline constexpr std::string_view kCommentInText = "AH020";
inline constexpr std::string_view kNoText = "AH021";

// AH1: the manifest's schema.
inline constexpr std::string_view kUnknownKey = "AH101";
inline constexpr std::string_view kMissingKey = "AH102";
inline constexpr std::string_view kWrongType = "AH103";
inline constexpr std::string_view kNotOneOf = "AH104";
inline constexpr std::string_view kBadPattern = "AH105";
inline constexpr std::string_view kOutOfRange = "AH106";
inline constexpr std::string_view kWrongSchema = "AH107";
inline constexpr std::string_view kWrongCount = "AH108";
inline constexpr std::string_view kExclusiveKeys = "AH109";

// AH8: the package's files.
inline constexpr std::string_view kSymlink = "AH801";
inline constexpr std::string_view kSpecialFile = "AH802";
inline constexpr std::string_view kBadPath = "AH803";
inline constexpr std::string_view kTooManyFiles = "AH804";
inline constexpr std::string_view kTooLarge = "AH805";
inline constexpr std::string_view kTooDeepDirectory = "AH806";
inline constexpr std::string_view kCaseCollision = "AH807";
inline constexpr std::string_view kArchiveEntry = "AH808";
inline constexpr std::string_view kDamagedArchive = "AH809";
inline constexpr std::string_view kUnreadableFile = "AH810";
inline constexpr std::string_view kBadIgnoreFile = "AH812";

}  // namespace ahub::codes
