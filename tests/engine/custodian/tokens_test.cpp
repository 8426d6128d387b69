#include "tests/engine/custodian/cut_cell.hpp"

#include <array>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace gauze::custodian {
namespace {

constexpr std::array all_kinds{
    FieldKind::given_name, FieldKind::family_name, FieldKind::full_name,    FieldKind::date,
    FieldKind::sex,        FieldKind::postcode,    FieldKind::address_line, FieldKind::place,
    FieldKind::nhs_number, FieldKind::phone,       FieldKind::email,        FieldKind::code,
    FieldKind::number,     FieldKind::text,        FieldKind::upn,          FieldKind::nino};

TEST(TokenList, KeepsTokensApartAndStartsAnew)
{
    TokenList list;
    list.add("AN");
    list.add("=", "HIGH");
    ASSERT_EQ(list.size(), 2u);
    EXPECT_EQ(list[0], "AN");
    EXPECT_EQ(list[1], "=HIGH");
    list.clear();
    EXPECT_TRUE(list.empty());
    for (int i = 0; i < 1000; ++i) list.add(std::to_string(i));
    EXPECT_EQ(list[0], "0");
    EXPECT_EQ(list[999], "999");
}

TEST(EveryKind, HasNoTokenAndNoFaultForABlankCell)
{
    for (const FieldKind kind : all_kinds)
        for (const char* cell : {"", " ", "\t \n", "\u00a0\u2003"}) EXPECT_EQ(cut(kind, cell), missing);
}

TEST(EveryKind, IsMissingAndCountedWhereTheBytesAreNotUtf8)
{
    for (const FieldKind kind : all_kinds)
        for (const char* cell : {"\xff", "J\xc3", "13-02-1974\xc3", "\xed\xa0\x80"})
            EXPECT_EQ(cut(kind, cell), missing_because(CellFault::invalid_utf8));
}

TEST(EveryKind, TakesWordsForMissingButCodesAndTexts)
{
    for (const FieldKind kind : all_kinds) {
        const bool own_words = kind == FieldKind::code || kind == FieldKind::text;
        for (const char* cell : {"NULL", "n/a", "None given", "NOT KNOWN", "unknown"})
            EXPECT_EQ(cut(kind, cell).tokens.empty(), !own_words) << cell;
    }
    EXPECT_FALSE(cut(FieldKind::family_name, "Null").tokens.empty());
    EXPECT_FALSE(cut(FieldKind::family_name, "NA").tokens.empty());
}

TEST(EveryKind, MakesSetsOfPrintableTokensFromAnyBytes)
{
    std::mt19937 random(4);
    const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random() % bound); };
    const std::string likely = "0123456789 -/.:@'_=qoAE+\xc3\xa9\xc5\x82\xd0\x98\xe6\x9d\x8e\xf0\x9f\x98\x80";
    for (int i = 0; i < 4000; ++i) {
        std::string cell;
        for (std::size_t n = below(24); n > 0; --n)
            cell += i % 2 == 0 ? likely[below(likely.size())] : static_cast<char>(below(128));
        for (const FieldKind kind : all_kinds) {
            const Cut result = cut(kind, cell);
            for (const std::string& token : result.tokens)
                for (const char c : token) EXPECT_TRUE(c >= ' ' && c <= '~') << static_cast<int>(kind);
        }
    }
}

TEST(EveryKind, GivesTheSameTokensOnEveryThread)
{
    const std::vector<std::string> cells{"Anna Maria", "Jos\u00e9", "\u0418\u0432\u0430\u043d\u043e\u0432",
                                         "13-02-1974", "SW1A 1AA",  "9434765919",
                                         "jo@nhs.uk",  "14 Elm St"};
    const auto everything = [&cells] {
        std::vector<std::string> tokens;
        TokenList list;
        for (const FieldKind kind : all_kinds) {
            const Tokeniser field = tokeniser(kind);
            for (const std::string& cell : cells) {
                field.tokens(cell, list);
                for (std::size_t i = 0; i < list.size(); ++i) tokens.emplace_back(list[i]);
            }
        }
        return tokens;
    };
    std::vector<std::vector<std::string>> results(4);
    std::vector<std::thread> threads;
    for (auto& result : results) threads.emplace_back([&] { result = everything(); });
    for (std::thread& thread : threads) thread.join();
    const std::vector<std::string> alone = everything();
    EXPECT_GT(alone.size(), 500u);
    for (const auto& result : results) EXPECT_EQ(result, alone);
}

// What a pure function of the normal form is good for: the convenience of both steps adds nothing.
TEST(EveryKind, IsCutFromItsNormalForm)
{
    for (const FieldKind kind : all_kinds) {
        const auto format = kind == FieldKind::date ? DateFormat::from("DD-MM-YYYY") : std::nullopt;
        const Normaliser rules(kind, format);
        for (const char* cell :
             {"Anna Maria", "13-02-1974", "SW1A 1AA", "9434765919", "jo@nhs.uk", "12.50", "AB123456C"}) {
            std::string normal;
            TokenList list;
            const CellFault fault = rules.normalise(cell, normal);
            list.add("left from before");
            custodian::cut(kind, normal, list);
            EXPECT_EQ(gathered(list, fault), cut(kind, cell)) << cell;
            EXPECT_EQ(list.empty(), normal.empty()) << cell;
        }
    }
}

TEST(Bigrams, AreTheSameSetAsALookAtAllPairsGives)
{
    std::mt19937 random(5);
    for (int i = 0; i < 2000; ++i) {
        std::string word(1 + random() % 200, ' ');
        for (char& c : word) c = static_cast<char>('A' + random() % (i % 2 == 0 ? 3 : 26));
        const std::string padded = std::string(1, '_').append(word).append(1, '_');
        Set pairs;
        for (std::size_t at = 1; at < padded.size(); ++at) pairs.insert(padded.substr(at - 1, 2));
        EXPECT_EQ(cut(FieldKind::text, word), (Cut{pairs})) << word;
    }
}

TEST(CellFaults, HaveWordsOfTheirOwn)
{
    std::set<std::string_view> words;
    for (int fault = 0; fault <= static_cast<int>(CellFault::nothing_left); ++fault)
        words.insert(to_text(static_cast<CellFault>(fault)));
    EXPECT_EQ(words.size(), static_cast<std::size_t>(CellFault::nothing_left) + 1);
}

} // namespace
} // namespace gauze::custodian
