// From cell to tokens: sections 3, 4, 5 and 9 of the specification, by hand.
#include "tests/engine/custodian/anonlink_sample.hpp"

namespace gauze::custodian::anonlink {
namespace {

using namespace sample;
using Texts = std::vector<std::string>;

Schema of(std::string_view format, std::string_view comparison, std::string_view more = "")
{
    return schema_of(format, fmt::format(R"("comparison": {{{}}}, "strategy": {{"bitsPerToken": 3}}{})",
                                         comparison, more));
}

TEST(CellRule, ChangesNothingOfAText)
{
    const Schema schema = schema_of(text_format);
    for (const char* cell : {"", " Anna ", "e\xcc\x81", "\xc3\xa9", "NULL", "a\nb"})
        EXPECT_EQ(value_of(schema, cell), fmt::format("<{}>", cell));
}

TEST(CellRule, PutsTheReplacementInPlaceOfTheSentinelUnchecked)
{
    const auto missing = [](std::string_view format, std::string_view value) {
        return of(format, R"("type": "exact")", fmt::format(R"(, "missingValue": {{{}}})", value));
    };
    const Schema date =
        missing(R"("type": "date", "format": "%Y")", R"("sentinel": "", "replaceWith": "alive")");
    EXPECT_EQ(value_of(date, ""), "<alive>");
    EXPECT_EQ(value_of(date, "1990"), "<19900101>");
    EXPECT_EQ(value_of(missing(R"("type": "integer")", R"("sentinel": "NA", "replaceWith": " 007")"), "NA"),
              "< 007>");
    EXPECT_EQ(value_of(missing(R"("type": "enum", "values": [])", R"("sentinel": "NULL")"), "NULL"),
              "<NULL>");
    EXPECT_EQ(value_of(missing(R"("type": "string", "pattern": "x")", R"("sentinel": "")"), ""), "<>");
    EXPECT_EQ(value_of(missing(R"("type": "string", "pattern": "x")", R"("sentinel": "")"), " "),
              "does not match the pattern");
}

TEST(CellRule, WritesWholeNumbersInOneWay)
{
    const Schema schema = of(R"("type": "integer", "minimum": -5, "maximum": 120)", R"("type": "exact")");
    EXPECT_EQ(value_of(schema, " +007"), "<7>");
    EXPECT_EQ(value_of(schema, "-0"), "<0>");
    EXPECT_EQ(value_of(schema, "-5"), "<-5>");
    EXPECT_EQ(value_of(schema, "-6"), "is below the minimum");
    EXPECT_EQ(value_of(schema, "121"), "is above the maximum");
    EXPECT_EQ(value_of(schema, "120"), "<120>");
    EXPECT_EQ(value_of(schema, "1.0"), "is not a whole number");
    EXPECT_EQ(value_of(schema, "99999999999999999999", false), "<99999999999999999999>");
    EXPECT_EQ(value_of(schema, "x", false), "is not a whole number");
}

TEST(CellRule, ChecksTextsAsTheSchemaSays)
{
    const Schema length = schema_of(R"("type": "string", "minLength": 2, "maxLength": 3)");
    EXPECT_EQ(value_of(length, "\xc3\xa9"), "is shorter than minLength");
    EXPECT_EQ(value_of(length, "\xc3\xa9\xf0\x9f\x98\x80"), "<\xc3\xa9\xf0\x9f\x98\x80>");
    EXPECT_EQ(value_of(length, "abcd"), "is longer than maxLength");
    EXPECT_EQ(value_of(schema_of(R"("type": "string", "case": "upper")"), "Ab"),
              "has letters of the wrong case");
    EXPECT_EQ(value_of(schema_of(R"("type": "string", "case": "lower")"), "\xc3\x9f"
                                                                          "1"),
              "<\xc3\x9f"
              "1>");
    EXPECT_EQ(value_of(schema_of(R"("type": "string", "case": "mixed")"), "Ab"), "<Ab>");
    EXPECT_EQ(value_of(schema_of(R"("type": "enum", "values": ["M", "F"])"), "m"),
              "is none of the values of the enum");
    EXPECT_EQ(value_of(schema_of(R"("type": "string", "encoding": "ascii")"), "\xc3\xa9"),
              "has a character that the feature's encoding cannot write");
}

TEST(CellRule, WithValidationOffEncodesTextsAsTheyAre)
{
    EXPECT_EQ(value_of(schema_of(R"("type": "string", "pattern": "x")"), "abc", false), "<abc>");
    EXPECT_EQ(value_of(schema_of(R"("type": "enum", "values": [])"), "abc", false), "<abc>");
    EXPECT_EQ(value_of(schema_of(R"("type": "string", "maxLength": 1, "case": "upper")"), "abc", false),
              "<abc>");
    EXPECT_EQ(value_of(schema_of(R"("type": "string", "encoding": "ascii")"), "\xc3\xa9", false),
              "has a character that the feature's encoding cannot write");
    EXPECT_EQ(value_of(of(R"("type": "date", "format": "%Y")", R"("type": "exact")"), "x", false),
              "does not fit the date format");
}

TEST(CellRule, RefusesWhatReadersOfCsvDisagreeAbout)
{
    const Schema schema = schema_of(text_format);
    EXPECT_EQ(value_of(schema, "a\rb"), "has a carriage return, which readers of CSV disagree about");
    EXPECT_EQ(value_of(schema, "a\xff"), "is not valid UTF-8");
    EXPECT_EQ(value_of(schema, std::string(131'073, 'x')), "is longer than 131,072 characters");
}

TEST(Tokens, ArePaddedWindowsOfCharacters)
{
    EXPECT_EQ(tokens_of(of(text_format, R"("type": "ngram", "n": 2)"), "anna"),
              (Texts{" a", "an", "nn", "na", "a "}));
    EXPECT_EQ(tokens_of(of(text_format, R"("type": "ngram", "n": 3)"), "x"), (Texts{"  x", " x ", "x  "}));
    EXPECT_EQ(tokens_of(of(text_format, R"("type": "ngram", "n": 1)"), "aba"), (Texts{"a", "b", "a"}));
    EXPECT_EQ(tokens_of(of(text_format, R"("type": "ngram", "n": 2)"), "\xc3\xa9\xf0\x9f\x98\x80"),
              (Texts{" \xc3\xa9", "\xc3\xa9\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80 "}));
    EXPECT_EQ(tokens_of(of(text_format, R"("type": "ngram", "n": 2)"), ""), Texts{});
}

TEST(Tokens, CarryTheirPlaceIfTheSchemaWantsIt)
{
    EXPECT_EQ(tokens_of(of(text_format, R"("type": "ngram", "n": 2, "positional": true)"), "ab"),
              (Texts{"1  a", "2 ab", "3 b "}));
    EXPECT_EQ(
        tokens_of(of(text_format, R"("type": "ngram", "n": 1, "positional": true)"), "0123456789").back(),
        "10 9");
}

TEST(Tokens, AreTheWholeValueIfComparedExactly)
{
    EXPECT_EQ(tokens_of(of(text_format, R"("type": "exact")"), " a b "), (Texts{" a b "}));
    EXPECT_EQ(tokens_of(of(text_format, R"("type": "exact")"), ""), Texts{});
}

TEST(Tokens, AreEncodedOneByOne)
{
    const auto unigram = [](std::string_view encoding) {
        return of(fmt::format(R"("type": "string", "encoding": "{}")", encoding),
                  R"("type": "ngram", "n": 1, "positional": true)");
    };
    EXPECT_EQ(tokens_of(unigram("utf-16"), "a\xf0\x9f\x98\x80"), (Texts{std::string("\xff\xfe"
                                                                                    "1\0 \0a\0",
                                                                                    8),
                                                                        std::string("\xff\xfe"
                                                                                    "2\0 \0\x3d\xd8\x00\xde",
                                                                                    10)}));
    EXPECT_EQ(tokens_of(unigram("utf-32"), "\xc3\xa9"), (Texts{std::string("\xff\xfe\0\0"
                                                                           "1\0\0\0 \0\0\0\xe9\0\0\0",
                                                                           16)}));
    EXPECT_EQ(tokens_of(unigram("ascii"), "a\xc3\xa9"),
              (Texts{"has a character that the feature's encoding cannot write"}));
}

Schema numeric(std::string_view distance, int resolution, std::string_view more = "",
               std::string_view format = text_format)
{
    return of(format, fmt::format(R"("type": "numeric", "thresholdDistance": {}, "resolution": {}{})",
                                  distance, resolution, more));
}

TEST(Tokens, OfANumberAreItsNeighbourhood)
{
    const Schema schema = numeric("8", 2);
    EXPECT_EQ(tokens_of(schema, "25"),
              (Texts{"88", "96", "104", "112", "120"})); // the specification's examples
    EXPECT_EQ(tokens_of(schema, "-25"), (Texts{"-112", "-104", "-96", "-88", "-80"}));
    EXPECT_EQ(tokens_of(schema, "24"), (Texts{"80", "88", "96", "104", "112"}));
    EXPECT_EQ(tokens_of(schema, "0"), (Texts{"-16", "-8", "0", "8", "16"}));
    EXPECT_EQ(tokens_of(schema, " 2_5 "), tokens_of(schema, "25"));
    EXPECT_EQ(tokens_of(schema, ""), Texts{});
}

TEST(Tokens, OfANumberWithAFractionAreRoundedAsPythonRounds)
{
    EXPECT_EQ(tokens_of(numeric("8", 2), "25.9"), tokens_of(numeric("8", 2), "25")); // no precision: cut off
    EXPECT_EQ(tokens_of(numeric("8", 2), "-25.9"), tokens_of(numeric("8", 2), "-25"));
    EXPECT_EQ(tokens_of(numeric("8", 2), "2.5e1"), tokens_of(numeric("8", 2), "25"));
    // 10^1: 2.25 -> 22.5 -> 22, doubled 44; the step is 5, and 44 goes up to 45.
    EXPECT_EQ(tokens_of(numeric("0.5", 1, R"(, "fractional_precision": 1)"), "2.25"),
              (Texts{"40", "45", "50"}));
    // A whole number keeps its digits: 3 -> 30, doubled 60.
    EXPECT_EQ(tokens_of(numeric("0.5", 1, R"(, "fractional_precision": 1)"), "3"), (Texts{"55", "60", "65"}));
    // The name that the documentation spells otherwise is passed over.
    EXPECT_EQ(tokens_of(numeric("5", 1, R"(, "fractionalPrecision": 1)"), "3"), (Texts{"0", "5", "10"}));
}

TEST(Tokens, TakeStepsThatAreRoundedHalfToEven)
{
    EXPECT_EQ(tokens_of(numeric("2.5", 1), "0"), (Texts{"-2", "0", "2"}));
    EXPECT_EQ(tokens_of(numeric("3.5", 1), "0"), (Texts{"-4", "0", "4"}));
    EXPECT_EQ(tokens_of(numeric("5.5", 1), "0"), (Texts{"-6", "0", "6"}));
}

TEST(Tokens, OfANumberWithoutBoundsAreExact)
{
    // 10^30 + 1, doubled, is 2 above a multiple of 5: down it goes.
    EXPECT_EQ(tokens_of(numeric("5", 1), "1000000000000000000000000000001"),
              (Texts{"1999999999999999999999999999995", "2000000000000000000000000000000",
                     "2000000000000000000000000000005"}));
}

TEST(Tokens, OfWhatIsNoNumberStopTheRun)
{
    for (const std::string& wrong : Texts{"x", "nan", "inf", "5e400", "1e", std::string(5000, '9')})
        EXPECT_EQ(tokens_of(numeric("5", 1), wrong), (Texts{"is not a number, and is compared as one"}))
            << wrong;
}

TEST(Strategy, SharesTheBitsOfAFeatureAmongItsTokens)
{
    const Strategy feature{StrategyKind::bits_per_feature, 7};
    const auto counts = [&](std::size_t tokens) {
        std::vector<std::uint32_t> list;
        for (std::size_t i = 0; i < tokens; ++i) list.push_back(feature.count(i, tokens));
        return list;
    };
    EXPECT_EQ(counts(3), (std::vector<std::uint32_t>{3, 2, 2}));
    EXPECT_EQ(counts(7), (std::vector<std::uint32_t>(7, 1)));
    EXPECT_EQ(counts(9), (std::vector<std::uint32_t>{1, 1, 1, 1, 1, 1, 1, 0, 0}));
    EXPECT_EQ((Strategy{StrategyKind::bits_per_token, 7}.count(8, 9)), 7u);
}

} // namespace
} // namespace gauze::custodian::anonlink
