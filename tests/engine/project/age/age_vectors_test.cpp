// The published test vectors of the age format (tests/vectors/age): files that must open, and files with one
// fault each, with what may be handed out of them.
#include "engine/project/age/base64.hpp"
#include "tests/engine/project/age/age_files.hpp"
#include "tests/temporary_folder.hpp"

#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>
#include <zlib.h>

namespace gauze {
namespace {

struct Vector {
    std::string name, expect, payload; // payload: SHA-256 of all that may be handed out
    std::vector<std::string> identities, passphrases;
    bool is_packed = false;
    std::string file;
    // Post-quantum keys are others' business; where one stands beside one of ours, ours opens.
    static bool is_hybrid(std::string_view identity) { return identity.starts_with("AGE-SECRET-KEY-PQ-"); }
    bool needs_hybrid_key() const
    {
        return passphrases.empty() && !identities.empty() && std::ranges::all_of(identities, is_hybrid);
    }
};

std::string inflated(std::string_view packed)
{
    std::string out(std::size_t{18} << 20, '\0');
    uLongf size = out.size();
    EXPECT_EQ(::uncompress(reinterpret_cast<Bytef*>(out.data()), &size,
                           reinterpret_cast<const Bytef*>(packed.data()), packed.size()),
              Z_OK);
    out.resize(size);
    return out;
}

Vector parsed(std::string name, std::string_view text)
{
    Vector vector;
    vector.name = std::move(name);
    for (;;) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end + 1);
        if (line.empty()) break;
        const std::string key(line.substr(0, line.find(": "))), value(line.substr(line.find(": ") + 2));
        if (key == "expect") vector.expect = value;
        if (key == "payload") vector.payload = value;
        if (key == "identity") vector.identities.push_back(value);
        if (key == "passphrase") vector.passphrases.push_back(value);
        if (key == "compressed") vector.is_packed = value == "zlib";
    }
    vector.file = text;
    return vector;
}

std::vector<Vector> all_vectors()
{
    std::vector<Vector> all;
    std::istringstream lines(test::read_file(std::string(GAUZE_SOURCE) + "/tests/vectors/age/testkit.txt"));
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with('#')) continue;
        const std::size_t space = line.find(' ');
        std::string_view text = std::string_view(line).substr(space + 1);
        while (text.ends_with('=')) text.remove_suffix(1);
        std::vector<std::byte> bytes(text.size());
        const auto size = age::from_base64(text, bytes);
        if (!size) ADD_FAILURE() << line.substr(0, space);
        all.push_back(parsed(line.substr(0, space), test::text_of(Bytes(bytes).first(size.value_or(0)))));
    }
    return all;
}

test::Opened opened(const Vector& vector)
{
    const std::string file = vector.is_packed ? inflated(vector.file) : vector.file;
    std::vector<ExchangeKey> keys;
    age::Opening opening;
    for (const auto& text : vector.identities)
        if (!Vector::is_hybrid(text)) keys.push_back(age::identity_from(text));
    for (const auto& key : keys) opening.identities.push_back(&key);
    if (!vector.passphrases.empty()) {
        const Secret passphrase = test::secret_of(vector.passphrases.front());
        opening.identities.clear(); // one of the two
        opening.passphrase = &passphrase;
        return test::opened(file, opening);
    }
    return test::opened(file, opening);
}

// What the vector calls a failure, in our codes.
const std::map<std::string, std::set<std::string>> codes_of_failures = {
    {"no match", {"age-no-key"}},
    {"HMAC failure", {"age-mac"}},
    {"header failure",
     {"age-version", "age-header", "age-base64", "age-mac-line", "age-header-end", "age-x25519", "age-share",
      "age-scrypt", "age-scrypt-alone", "age-work", "age-nonce"}},
    {"payload failure", {"age-chunk", "age-last-chunk", "age-empty-chunk", "age-truncated", "age-trailing"}},
    {"armor failure",
     {"age-armour-begin", "age-armour-line", "age-armour-base64", "age-armour-end", "age-armour-trailing"}},
};

const std::string digest_of_nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

TEST(AgeVectors, AreAllThere)
{
    std::map<std::string, int> expected;
    int hybrid = 0;
    for (const Vector& vector : all_vectors()) {
        ++expected[vector.expect];
        hybrid += vector.needs_hybrid_key();
    }
    EXPECT_EQ(expected, (std::map<std::string, int>{{"success", 26},
                                                    {"no match", 13},
                                                    {"HMAC failure", 1},
                                                    {"header failure", 62},
                                                    {"payload failure", 19},
                                                    {"armor failure", 22}}));
    EXPECT_EQ(hybrid, 18);
}

TEST(AgeVectors, ThatAreWholeAreOpened)
{
    int count = 0;
    for (const Vector& vector : all_vectors()) {
        if (vector.expect != "success" || vector.needs_hybrid_key()) continue;
        const auto result = opened(vector);
        EXPECT_EQ(result.code, "") << vector.name;
        EXPECT_EQ(to_hex(sha256(bytes_of(result.released))), vector.payload) << vector.name;
        ++count;
    }
    EXPECT_EQ(count, 21);
}

TEST(AgeVectors, WithAFaultAreRefusedForItAndGiveNoMoreThanTheyMay)
{
    int count = 0;
    for (const Vector& vector : all_vectors()) {
        if (vector.expect == "success" || vector.needs_hybrid_key()) continue;
        const auto result = opened(vector);
        // What does not begin like armour is not taken for armour.
        if (vector.name == "armor_garbage_leading")
            EXPECT_EQ(result.code, "age-version");
        else
            EXPECT_TRUE(codes_of_failures.at(vector.expect).contains(result.code))
                << vector.name << ": " << vector.expect << ", " << result.code;
        EXPECT_EQ(to_hex(sha256(bytes_of(result.released))),
                  vector.payload.empty() ? digest_of_nothing : vector.payload)
            << vector.name;
        ++count;
    }
    EXPECT_EQ(count, 104);
}

// One vector for each code, by what its name says is wrong with it.
TEST(AgeVectors, AreRefusedWithTheCodeOfTheirFault)
{
    const std::map<std::string, std::string> codes = {
        {"version_unsupported", "age-version"},
        {"header_crlf", "age-version"},
        {"empty", "age-version"},
        {"stanza_bad_start", "age-header"},
        {"stanza_empty_argument", "age-header"},
        {"stanza_invalid_character", "age-header"},
        {"stanza_long_line", "age-header"},
        {"stanza_missing_body", "age-header"},
        {"stanza_missing_final_line", "age-header"},
        {"stanza_multiple_short_lines", "age-header"},
        {"stanza_no_arguments", "age-header"},
        {"stanza_base64_padding", "age-base64"},
        {"stanza_not_canonical", "age-base64"},
        {"stanza_spurious_cr", "age-base64"},
        {"hmac_extra_space", "age-mac-line"},
        {"hmac_garbage", "age-mac-line"},
        {"hmac_missing", "age-mac-line"},
        {"hmac_no_space", "age-mac-line"},
        {"hmac_trailing_space", "age-mac-line"},
        {"hmac_truncated", "age-mac-line"},
        {"hmac_not_canonical", "age-base64"},
        {"hmac_bad", "age-mac"},
        {"scrypt_and_x25519", "age-scrypt-alone"},
        {"scrypt_double", "age-scrypt-alone"},
        {"scrypt_extra_argument", "age-scrypt"},
        {"scrypt_long_file_key", "age-scrypt"},
        {"scrypt_not_canonical_salt", "age-scrypt"},
        {"scrypt_salt_long", "age-scrypt"},
        {"scrypt_salt_missing", "age-scrypt"},
        {"scrypt_salt_short", "age-scrypt"},
        {"scrypt_work_factor_hex", "age-scrypt"},
        {"scrypt_work_factor_leading_garbage", "age-scrypt"},
        {"scrypt_work_factor_leading_plus", "age-scrypt"},
        {"scrypt_work_factor_leading_zero_decimal", "age-scrypt"},
        {"scrypt_work_factor_leading_zero_octal", "age-scrypt"},
        {"scrypt_work_factor_missing", "age-scrypt"},
        {"scrypt_work_factor_negative", "age-scrypt"},
        {"scrypt_work_factor_trailing_garbage", "age-scrypt"},
        {"scrypt_work_factor_zero", "age-scrypt"},
        {"scrypt_work_factor_23", "age-work"},
        {"scrypt_work_factor_overflow", "age-work"},
        {"scrypt_not_canonical_body", "age-base64"},
        {"x25519_extra_argument", "age-x25519"},
        {"hybrid_x25519_arg", "age-x25519"},
        {"x25519_long_file_key", "age-x25519"},
        {"x25519_long_share", "age-x25519"},
        {"x25519_short_share", "age-x25519"},
        {"x25519_not_canonical_share", "age-x25519"},
        {"x25519_not_canonical_body", "age-base64"},
        {"x25519_identity", "age-share"},
        {"x25519_low_order", "age-share"},
        {"stream_no_nonce", "age-nonce"},
        {"stream_short_nonce", "age-nonce"},
        {"stream_no_chunks", "age-truncated"},
        {"stream_short_chunk", "age-truncated"},
        {"stream_missing_tag", "age-truncated"},
        {"stream_no_final_full", "age-truncated"},
        {"stream_no_final_two_chunks_full", "age-truncated"},
        {"stream_last_chunk_empty", "age-empty-chunk"},
        {"stream_bad_tag", "age-last-chunk"},
        {"stream_bad_tag_second_chunk", "age-last-chunk"},
        {"stream_no_final", "age-last-chunk"},
        {"stream_no_final_two_chunks", "age-last-chunk"},
        {"stream_two_final_chunks_full", "age-trailing"},
        {"stream_trailing_garbage_long", "age-trailing"},
        {"stream_trailing_garbage_short", "age-trailing"},
        {"armor_lowercase", "age-armour-begin"},
        {"armor_whitespace_begin", "age-armour-begin"},
        {"armor_wrong_type", "age-armour-begin"},
        {"armor_empty_line_begin", "age-armour-line"},
        {"armor_empty_line_end", "age-armour-line"},
        {"armor_long_line", "age-armour-line"},
        {"armor_short_line", "age-armour-line"},
        {"armor_no_padding", "age-armour-line"},
        {"armor_not_canonical", "age-armour-base64"},
        {"armor_invalid_character_payload", "age-armour-base64"},
        {"armor_no_end_line", "age-armour-end"},
        {"armor_garbage_trailing", "age-armour-trailing"},
    };
    std::size_t found = 0;
    for (const Vector& vector : all_vectors())
        if (const auto code = codes.find(vector.name); code != codes.end()) {
            EXPECT_EQ(opened(vector).code, code->second) << vector.name;
            ++found;
        }
    EXPECT_EQ(found, codes.size());
}

} // namespace
} // namespace gauze
