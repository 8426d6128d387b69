// What a linkage schema may say, and what is refused: sections 2, 9 and 10 of the specification.
#include "tests/engine/custodian/anonlink_sample.hpp"

namespace gauze::custodian::anonlink {
namespace {

using namespace sample;

constexpr std::string_view good_config = R"("l": 64, "kdf": {"type": "HKDF"})";

std::string with_config(std::string_view config) { return schema_text(text_format, bigrams, config); }
std::string with_format(std::string_view format) { return schema_text(format, bigrams); }
std::string with_hashing(std::string_view hashing) { return schema_text(text_format, hashing); }
std::string with_feature(std::string_view feature)
{
    return fmt::format(R"({{"version": 3, "clkConfig": {{{}}}, "features": [{{{}}}]}})", good_config,
                       feature);
}
std::string with_comparison(std::string_view comparison)
{
    return with_hashing(
        fmt::format(R"("comparison": {{{}}}, "strategy": {{"bitsPerToken": 3}})", comparison));
}
std::string with_strategy(std::string_view strategy)
{
    return with_hashing(fmt::format(R"("comparison": {{"type": "exact"}}, "strategy": {{{}}})", strategy));
}
std::string with_hash(std::string_view hash)
{
    return with_hashing(fmt::format("{}, \"hash\": {{{}}}", bigrams, hash));
}

TEST(Schema, IsReadWithItsDefaults)
{
    const Schema schema = schema_of(text_format);
    EXPECT_EQ(schema.length, 64u);
    EXPECT_EQ(schema.folds, 0u);
    EXPECT_EQ(schema.kdf.hash, DigestKind::sha256);
    EXPECT_EQ(schema.kdf.key_size, 64u);
    ASSERT_EQ(schema.features.size(), 1u);
    const Feature& feature = schema.features[0];
    EXPECT_EQ(feature.identifier, "name");
    EXPECT_FALSE(feature.ignored || feature.prevent_singularity || feature.comparison.positional);
    EXPECT_EQ(feature.hash, HashKind::blake_hash);
    EXPECT_EQ(feature.strategy.bits, 3u);
    EXPECT_TRUE(schema.warnings.empty());
}

TEST(Schema, TakesUnknownNamesOnlyWhereTheReferenceDoes)
{
    const std::string everywhere = R"({"version": 3.0, "more": 1, "clkConfig": {"l": 64, "more": 1,
        "kdf": {"type": "HKDF", "more": 1}}, "features": [{"identifier": "name", "more": 1, "format": {"type": "string"},
        "hashing": {"comparison": {"type": "ngram", "n": 2, "more": 1}, "strategy": {"bitsPerToken": 3},
        "hash": {"type": "doubleHash", "more": 1}, "missingValue": {"sentinel": "", "more": 1}}}]})";
    EXPECT_EQ(complaint(everywhere), "");
    EXPECT_EQ(complaint(with_format(R"("type": "string", "more": 1)")),
              "schema.json: feature 1: format: \"more\" is not known here; known are type, encoding, case, "
              "minLength, "
              "maxLength, description");
    for (const std::string& text : {with_format(R"("type": "integer", "more": 1)"),
                                    with_format(R"("type": "date", "format": "%Y", "more": 1)"),
                                    with_format(R"("type": "enum", "values": [], "more": 1)"),
                                    with_strategy(R"("bitsPerToken": 3, "more": 1)"),
                                    with_hashing(fmt::format("{}, \"more\": 1", bigrams)),
                                    with_feature(R"("identifier": "a", "ignored": true, "more": 1)")})
        EXPECT_NE(complaint(text).find("is not known here"), std::string::npos) << text;
}

TEST(Schema, AcceptsWhatTheReferenceAccepts)
{
    for (
        const std::string& text :
        {with_format(R"("type": "enum", "values": [])"),
         with_format(R"("type": "string", "minLength": 3.0, "maxLength": 5)"),
         with_format(R"("type": "string", "encoding": "utf-32", "pattern": "[a-z]+", "description": "x")"),
         with_format(R"("type": "integer", "minimum": -5, "maximum": 5.0)"),
         with_feature(R"("identifier": "a", "ignored": true, "description": "x")"),
         with_feature(fmt::format(
             R"("identifier": "a", "ignored": true, "format": {{"type": "string"}}, "hashing": {{{}}})",
             bigrams)),
         with_feature(fmt::format(
             R"("identifier": "a", "ignored": false, "format": {{"type": "string"}}, "hashing": {{{}}})",
             bigrams)),
         with_strategy(R"("bitsPerFeature": 20.0)"),
         with_hash(R"("type": "doubleHash", "prevent_singularity": true)"),
         with_config(
             R"("l": 64, "kdf": {"type": "HKDF", "salt": "Zm9v YmFy!", "info": "", "hash": "SHA512", "keySize": 1})"),
         with_config(R"("l": 64, "kdf": {"type": "HKDF"}, "xorFolds": 2, "xor_folds": 3)")})
        EXPECT_EQ(complaint(text), "") << text;
}

TEST(Schema, RefusesWhatTheReferenceRefuses)
{
    for (const std::string& text :
         {std::string("[]"),
          std::string("{}"),
          std::string("{\"version\": 3}"),
          with_config(R"("kdf": {"type": "HKDF"})"),
          with_config(R"("l": 0, "kdf": {"type": "HKDF"})"),
          with_config(R"("l": "64", "kdf": {"type": "HKDF"})"),
          with_config(R"("l": 64.5, "kdf": {"type": "HKDF"})"),
          with_config(R"("l": 64)"),
          with_config(R"("l": 64, "kdf": {})"),
          with_config(R"("l": 64, "kdf": {"type": "legacy"})"),
          with_config(R"("l": 64, "kdf": {"type": "HKDF", "hash": "MD5"})"),
          with_config(R"("l": 64, "kdf": {"type": "HKDF", "keySize": 0})"),
          with_config(R"("l": 64, "kdf": {"type": "HKDF", "salt": "Zg="})"),
          with_config(R"("l": 64, "kdf": {"type": "HKDF"}, "xorFolds": -1)"),
          with_format(R"("type": "float")"),
          with_format(""),
          with_format(R"("type": "string", "encoding": "latin-1")"),
          with_format(R"("type": "string", "case": "title")"),
          with_format(R"("type": "string", "maxLength": 0)"),
          with_format(R"("type": "string", "minLength": -1)"),
          with_format(R"("type": "string", "minLength": 1.5)"),
          with_format(R"("type": "string", "pattern": "(")"),
          with_format(R"("type": "string", "pattern": "a", "case": "upper")"),
          with_format(R"("type": "string", "pattern": "a", "minLength": 1)"),
          with_format(R"("type": "string", "pattern": 7)"),
          with_format(R"("type": "date")"),
          with_format(R"("type": "enum")"),
          with_format(R"("type": "enum", "values": [1])"),
          with_format(R"("type": "integer", "minimum": "0")"),
          with_format(R"("type": "string", "description": 7)"),
          with_comparison(R"("type": "soundex")"),
          with_comparison(R"("type": "ngram")"),
          with_comparison(R"("type": "ngram", "n": 0)"),
          with_comparison(R"("type": "ngram", "n": 2, "positional": 1)"),
          with_comparison(R"("type": "numeric", "resolution": 1)"),
          with_comparison(R"("type": "numeric", "thresholdDistance": 0, "resolution": 1)"),
          with_comparison(R"("type": "numeric", "thresholdDistance": -1, "resolution": 1)"),
          with_comparison(R"("type": "numeric", "thresholdDistance": 0.4, "resolution": 1)"),
          with_comparison(R"("type": "numeric", "thresholdDistance": 1, "resolution": 0)"),
          with_comparison(
              R"("type": "numeric", "thresholdDistance": 1, "resolution": 1, "fractional_precision": -1)"),
          with_strategy(""),
          with_strategy(R"("bitsPerToken": 0)"),
          with_strategy(R"("bitsPerToken": 20.5)"),
          with_strategy(R"("bitsPerToken": 1, "bitsPerFeature": 1)"),
          with_strategy(R"("k": 20)"),
          with_hash(R"("type": "tripleHash")"),
          with_hash(R"("type": "blakeHash", "prevent_singularity": false)"),
          with_hashing(R"("strategy": {"bitsPerToken": 1})"),
          with_hashing(R"("comparison": {"type": "exact"})"),
          with_hashing(fmt::format(R"({}, "missingValue": {{}})", bigrams)),
          with_hashing(fmt::format(R"({}, "missingValue": {{"sentinel": null}})", bigrams)),
          with_feature(R"("ignored": true)"),
          with_feature(R"("identifier": "a")"),
          with_feature(R"("identifier": "a", "ignored": false)"),
          with_feature(R"("identifier": "a", "ignored": true, "format": {"type": "string"})"),
          with_feature(R"("identifier": 7, "ignored": true)")})
        EXPECT_NE(complaint(text), "") << text;
}

TEST(Schema, RefusesAtOnceWhatTheReferenceStumblesOverLater)
{
    EXPECT_EQ(complaint(with_config(R"("l": 1000, "kdf": {"type": "HKDF"})")),
              "schema.json: blakeHash needs a power of two for \"l\", and 1000 is none");
    EXPECT_NE(complaint(with_config(R"("l": 1024.0, "kdf": {"type": "HKDF"})")).find("decimal point"),
              std::string::npos);
    EXPECT_EQ(complaint(with_config(R"("l": 64, "kdf": {"type": "HKDF", "keySize": 65})")),
              "schema.json: blakeHash takes keys of at most 64 bytes");
    EXPECT_NE(complaint(with_config(R"("l": 64, "kdf": {"type": "HKDF"}, "xor_folds": -1)")), "");
    EXPECT_NE(complaint(with_config(R"("l": 64, "kdf": {"type": "HKDF"}, "xor_folds": 40)")), "");
    EXPECT_NE(
        complaint(schema_text(
            text_format,
            fmt::format(R"({}, "hash": {{"type": "doubleHash", "prevent_singularity": true}})", bigrams),
            R"("l": 1, "kdf": {"type": "HKDF"})")),
        "");
}

TEST(Schema, TakesAnyLengthForDoubleHash)
{
    EXPECT_EQ(
        complaint(schema_text(text_format, fmt::format(R"({}, "hash": {{"type": "doubleHash"}})", bigrams),
                              R"("l": 1000, "kdf": {"type": "HKDF", "keySize": 200})")),
        "");
}

std::string of_columns(std::size_t count, std::string_view kdf)
{
    std::string features;
    for (std::size_t i = 0; i < count; ++i)
        features += fmt::format(R"({}{{"identifier": "{}", "ignored": true}})", i > 0 ? "," : "", i);
    return fmt::format(R"({{"version": 3, "clkConfig": {{"l": 64, "kdf": {{{}}}}}, "features": [{}]}})", kdf,
                       features);
}

TEST(Schema, HasNoMoreColumnsThanTheDerivationHasKeys)
{
    EXPECT_EQ(complaint(of_columns(63, R"("type": "HKDF")")), "");
    EXPECT_NE(complaint(of_columns(64, R"("type": "HKDF")")), "");
    EXPECT_EQ(complaint(of_columns(127, R"("type": "HKDF", "hash": "SHA512")")), "");
    EXPECT_NE(complaint(of_columns(128, R"("type": "HKDF", "hash": "SHA512")")), "");
    EXPECT_EQ(complaint(of_columns(127, R"("type": "HKDF", "keySize": 32)")), "");
    EXPECT_NE(complaint(of_columns(0, R"("type": "HKDF")")), "");
}

std::string version_2(std::string_view hashing)
{
    return fmt::format(
        R"({{"version": 2, "clkConfig": {{"l": 64, "kdf": {{"type": "HKDF"}}}}, "features": [{{"identifier": "name",
                        "format": {{"type": "string"}}, "hashing": {{{}}}}}]}})",
        hashing);
}

TEST(Schema, OfVersion2SaysTheSameInOtherWords)
{
    const Schema schema = parse_schema(
        version_2(
            R"("ngram": 3, "positional": true, "strategy": {"numBits": 20.0}, "hash": {"type": "doubleHash"})"),
        "schema.json");
    const Feature& feature = schema.features[0];
    EXPECT_EQ(feature.comparison.n, 3u);
    EXPECT_TRUE(feature.comparison.positional);
    EXPECT_EQ(feature.strategy.kind, StrategyKind::bits_per_feature);
    EXPECT_EQ(feature.strategy.bits, 20u);
    EXPECT_EQ(feature.hash, HashKind::double_hash);
    const Schema other = parse_schema(version_2(R"("ngram": 2, "strategy": {"k": 3})"), "schema.json");
    EXPECT_EQ(encoded(other, {"anna"}), "A1RQYAAAkxA="); // the worked example: blakeHash where none is named
    for (const char* hashing :
         {R"("ngram": 2, "strategy": {"k": 20.5})", R"("ngram": 2, "strategy": {"k": 0})", R"("ngram": 2)",
          R"("ngram": 0, "strategy": {"k": 3})", R"("strategy": {"k": 3})"})
        EXPECT_NE(complaint(version_2(hashing)), "") << hashing;
}

std::string version_1(std::string_view hashing, std::string_view hash = R"("type": "doubleHash")")
{
    return fmt::format(
        R"({{"version": 1, "clkConfig": {{"l": 64, "k": 20, "hash": {{{}}}, "kdf": {{"type": "HKDF"}}}}, "features":
                        [{{"identifier": "name", "format": {{"type": "string"}}, "hashing": {{{}}}}}]}})",
        hash, hashing);
}

TEST(Schema, OfVersion1WeighsItsColumns)
{
    const auto bits = [](std::string_view weight) {
        return parse_schema(version_1(fmt::format(R"("ngram": 2, "weight": {})", weight)), "schema.json")
            .features[0]
            .strategy.bits;
    };
    EXPECT_EQ(bits("1"), 20u);
    EXPECT_EQ(bits("0.125"), 2u); // 2.5, half to even
    EXPECT_EQ(bits("0.375"), 8u); // 7.5
    EXPECT_EQ(bits("2.5"), 50u);
    EXPECT_TRUE(parse_schema(version_1(R"("ngram": 2, "weight": 0)"), "schema.json").features[0].ignored);
    EXPECT_EQ(parse_schema(version_1(R"("ngram": 2)", R"("type": "doubleHash", "prevent_singularity": true)"),
                           "schema.json")
                  .features[0]
                  .prevent_singularity,
              true);
    for (const char* hashing : {R"("ngram": 2, "weight": 0.02)", R"("ngram": 2, "weight": 0.025)",
                                R"("ngram": 2, "weight": -1)", R"("ngram": 0)", "\"weight\": 1"})
        EXPECT_NE(complaint(version_1(hashing)), "") << hashing;
}

TEST(Schema, OfAnotherVersionIsRefused)
{
    for (const char* version : {"0", "4", "2.5", "\"3\"", "null"})
        EXPECT_NE(complaint(fmt::format(R"({{"version": {}, "clkConfig": {{{}}}, "features": []}})", version,
                                        good_config)),
                  "")
            << version;
}

} // namespace
} // namespace gauze::custodian::anonlink
