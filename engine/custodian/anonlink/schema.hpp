// A clkhash linkage schema, versions 1 to 3, as the encoding needs it: versions 1 and 2 are read straight
// into what version 3 says. What the reference rejects is rejected; what it accepts only to fail later (a
// length that is no power of two, too many columns for one key derivation, 1024.0 for 1024) is rejected here
// and now. Where its documentation and its behaviour differ, its behaviour is followed and a warning is left
// (xorFolds).
#pragma once

#include "bloom/base/clk_digests.hpp"
#include "engine/custodian/anonlink/pattern.hpp"
#include "engine/custodian/anonlink/python_date.hpp"
#include "engine/custodian/anonlink/whole_number.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::custodian::anonlink {

enum class Encoding { utf8, ascii, utf16, utf32 };
enum class LetterCase { mixed, upper, lower };

struct StringFormat {
    Encoding encoding = Encoding::utf8;
    LetterCase letters = LetterCase::mixed;
    std::uint64_t least = 0, most = UINT64_MAX; // characters
    std::optional<Pattern> pattern;
};
struct IntegerFormat {
    std::optional<WholeNumber> least, most;
};
struct EnumFormat {
    std::vector<std::string> values; // sorted
};

enum class FormatKind { text, integer, date, one_of };
struct Format {
    FormatKind kind = FormatKind::text;
    StringFormat text;
    IntegerFormat integer;
    std::optional<PythonDate> date;
    EnumFormat one_of;
};

enum class ComparisonKind { ngram, exact, numeric };
struct Comparison {
    ComparisonKind kind = ComparisonKind::ngram;
    std::size_t n = 2; // of an n-gram
    bool positional = false;
    std::uint64_t step = 1; // of a number: thresholdDistance * 10^precision, rounded
    std::uint64_t resolution = 1;
    unsigned precision = 0;
};

enum class StrategyKind { bits_per_token, bits_per_feature };
struct Strategy {
    StrategyKind kind = StrategyKind::bits_per_token;
    std::uint32_t bits = 1;
    // How often the token of this place (from 0) among `tokens` of them is inserted.
    std::uint32_t count(std::size_t place, std::size_t tokens) const noexcept
    {
        if (kind == StrategyKind::bits_per_token) return bits;
        return static_cast<std::uint32_t>(bits / tokens + (place < bits % tokens ? 1 : 0));
    }
};

enum class HashKind { double_hash, blake_hash };

struct MissingValue {
    std::string sentinel;
    std::optional<std::string> replace_with;
};

struct Feature {
    std::string identifier;
    bool ignored = false; // then the rest means nothing; the feature still takes two keys
    Format format;
    Comparison comparison;
    Strategy strategy;
    HashKind hash = HashKind::blake_hash;
    bool prevent_singularity = false;
    std::optional<MissingValue> missing;
};

struct KeyDerivation {
    DigestKind hash = DigestKind::sha256;
    std::string salt, info; // bytes
    std::size_t key_size = 64;
};

struct Schema {
    int version = 3; // as written in the file
    std::uint32_t length = 1024;
    std::uint32_t folds = 0;
    KeyDerivation kdf;
    std::vector<Feature> features;
    std::vector<std::string> warnings; // sentences for the custodian

    std::uint32_t working_length() const noexcept { return length << folds; }
};

// Limits of this program, where the reference has none.
inline constexpr std::uint32_t longest_filter = 1u << 20;   // bits, before folding
inline constexpr std::uint32_t most_insertions = 1'000'000; // of a token or a feature
inline constexpr std::size_t most_columns = 4096;
inline constexpr std::size_t longest_ngram = 1024;
inline constexpr std::uint64_t highest_resolution = 65'536;
inline constexpr unsigned highest_precision = 300;

// Throws Error(bad_data) if the text is not JSON, Error(configuration) for everything else that is wrong;
// `source` names the file.
Schema parse_schema(std::string_view text, std::string_view source);
Schema read_schema(const std::filesystem::path& path); // and Error(input_missing); at most 1 MiB

} // namespace gauze::custodian::anonlink
