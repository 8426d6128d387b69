#include "bloom/base/parallel.hpp"
#include "bloom/clk_json.hpp"
#include "engine/linkage/check.hpp"
#include "engine/linkage/doctor.hpp"
#include "tests/engine/linkage/made_parties.hpp"

namespace gauze::linkage {
namespace {

using bloom::EncodedHeader;
using bloom::FilterTable;

constexpr bloom::FilterShape shape{1000};
constexpr std::size_t filter_words = 16;

// What a person sets of a column under a key: some bits are of frequent tokens and some of rare ones, and
// which is which is the key's matter.
bool sets(std::uint64_t person, std::uint64_t bit, std::uint64_t key)
{
    const auto mixed = [](std::uint64_t x) { // the finaliser of SplitMix64
        x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
        x = (x ^ x >> 27) * 0x94d049bb133111ebu;
        return x ^ x >> 31;
    };
    return mixed(mixed(person + 1) + bit) % 1000 < mixed(mixed(key << 32) + bit) % 500;
}

FilterTable filters(std::size_t from, std::size_t to, std::uint64_t key = 1)
{
    FilterTable table(shape, to - from);
    for (std::size_t r = 0; r < to - from; ++r)
        for (std::uint32_t bit = 0; bit < shape.bits; ++bit)
            if (sets(from + r, bit, key)) table.row(r)[bit / 64] |= std::uint64_t{1} << bit % 64;
    return table;
}

// The matching part of a standard file: a view of symbols and a key, all different from person to person.
struct Hidden {
    std::vector<std::uint8_t> symbols; // 16 a record
    std::vector<std::uint64_t> keys, present, absent;
    explicit Hidden(std::size_t from, std::size_t to, std::uint64_t key = 1)
    {
        for (std::uint64_t person = from; person < to; ++person) {
            std::mt19937_64 random(person * 31 + key);
            for (int s = 0; s < 16; ++s) symbols.push_back(static_cast<std::uint8_t>(random()));
            keys.push_back(random());
            present.push_back(0b111);
            absent.push_back(0);
        }
    }
};

class Doctor : public testing::Test {
protected:
    static EncodedHeader header(const std::string& party, std::size_t rows)
    {
        return {.program = "test",
                .project = "study",
                .policy = "p0",
                .specification = "s0",
                .check = "c0",
                .party = party,
                .profile = "standard",
                .counts = {rows, rows, 0, 0},
                .views = {}};
    }
    void add(const std::string& party, const FilterTable& table, const std::string& profile = "standard")
    {
        EncodedHeader with = header(party, table.rows().size());
        with.views = {{"record", shape}};
        with.profile = profile;
        const bloom::FilterRows views[] = {table.rows()};
        write_encoded_file(folder_ / party, with, test::made_tokens(table.rows().size(), parties_.size()),
                           views);
        parties_.files.emplace_back(folder_ / party);
    }
    void add(const std::string& party, const Hidden& hidden)
    {
        EncodedHeader with = header(party, hidden.keys.size());
        with.views = {{"pair", {4096}, 16}};
        with.keys = {"key-1"};
        with.fields = {"given", "family", "dob"};
        const auto tokens = test::made_tokens(hidden.keys.size(), parties_.size());
        const auto bytes = [](const auto& all) { return std::as_bytes(std::span(all)); };
        const std::vector<Bytes> pieces{bytes(tokens), bytes(hidden.present), bytes(hidden.symbols),
                                        bytes(hidden.keys), bytes(hidden.absent)};
        bloom::EncodedFileWriter file(folder_ / party, with);
        file.append(pieces);
        file.close();
        parties_.files.emplace_back(folder_ / party);
    }
    std::vector<std::string> findings() const { return diagnose(parties_).findings; }
    // Exactly one finding, in which all of these words stand.
    void expect_only(const std::vector<std::string>& words) const
    {
        const auto found = findings();
        ASSERT_EQ(found.size(), 1u) << (found.empty() ? "nothing" : found.back());
        for (const std::string& word : words)
            EXPECT_NE(found[0].find(word), std::string::npos) << word << " in: " << found[0];
    }
    test::TemporaryFolder folder_;
    Parties parties_;
};

TEST_F(Doctor, SeesNothingOddInTwoFilesOfOneKeyEvenOfDifferentPeople)
{
    add("alpha", filters(0, 400));
    add("beta", filters(1000, 1300));
    EXPECT_TRUE(findings().empty()) << findings().front();
}

TEST_F(Doctor, SeesNothingOddInHiddenViewsThatShareSomebody)
{
    add("alpha", Hidden(0, 400));
    add("beta", Hidden(390, 700));
    EXPECT_TRUE(findings().empty()) << findings().front();
}

TEST_F(Doctor, SeesThatOneOfTwoUsedAnotherKey)
{
    add("alpha", filters(0, 300));
    add("beta", filters(0, 300, 2)); // the same people
    expect_only({"alpha and beta", "view record", "another key"});
}

TEST_F(Doctor, SeesThatNobodyIsSharedUnderTwoKeysWhereFiltersAreHidden)
{
    add("alpha", Hidden(0, 300));
    add("beta", Hidden(0, 300, 2));
    add("gamma", Hidden(0, 300));
    const auto found = findings();
    ASSERT_EQ(found.size(), 2u); // alpha and gamma agree
    for (const std::string& one : found) {
        EXPECT_NE(one.find("beta"), std::string::npos) << one;
        EXPECT_NE(one.find("not one match key"), std::string::npos) << one;
    }
}

TEST_F(Doctor, SeesAConstantColumn)
{
    FilterTable table = filters(0, 300);
    for (std::size_t r = 0; r < 300; ++r)
        for (const std::uint32_t bit : {3u, 77u, 500u, 999u})
            table.row(r)[bit / 64] |= std::uint64_t{1} << bit % 64;
    add("alpha", table);
    expect_only({"alpha", "4 bits of view record", "one value throughout"});
}

TEST_F(Doctor, SeesAnEmptyColumn)
{
    Hidden hidden(0, 300);
    for (std::uint64_t& present : hidden.present) present = 0b101;
    add("alpha", hidden);
    expect_only({"alpha", "field family", "100 %"});
}

TEST_F(Doctor, SeesAViewOrKeyThatMostRecordsLack)
{
    Hidden hidden(0, 300);
    for (std::size_t r = 0; r < 240; ++r) hidden.absent[r] = 0b10;
    add("alpha", hidden);
    expect_only({"alpha", "key key-1", "80 %"});
}

TEST_F(Doctor, SeesThatAColumnIsMissingAtOneOfTwo)
{
    add("alpha", filters(0, 300));
    FilterTable half = filters(300, 600); // one column of two: bits of the other are never set
    for (std::size_t r = 0; r < 300; ++r)
        for (std::size_t w = 12; w < filter_words; ++w) half.row(r)[w] = 0;
    add("beta", half);
    expect_only({"alpha and beta", "view record"});
}

TEST_F(Doctor, SeesAFilterThatIsFull)
{
    FilterTable table(shape, 300);
    std::mt19937_64 random(1);
    for (std::size_t r = 0; r < 300; ++r)
        for (std::uint32_t bit = 0; bit < shape.bits; ++bit)
            if (random() % 10 < 7) table.row(r)[bit / 64] |= std::uint64_t{1} << bit % 64;
    add("alpha", table);
    expect_only({"alpha", "view record is 70 % full"});
}

TEST_F(Doctor, SeesRowsThatStandTwice)
{
    Hidden hidden(0, 300);
    for (std::size_t r = 1; r < 100; ++r) {
        hidden.keys[r] = hidden.keys[0];
        std::copy_n(hidden.symbols.begin(), 16, hidden.symbols.begin() + static_cast<long>(16 * r));
    }
    add("alpha", hidden);
    const auto found = findings();
    ASSERT_EQ(found.size(), 2u);
    for (const std::string& one : found) EXPECT_NE(one.find("33 % of the records"), std::string::npos) << one;
}

TEST_F(Doctor, SaysOfAProfileThatHidesLittleThatItDoes)
{
    add("alpha", filters(0, 300), "plain");
    expect_only({"alpha", "plain", "hides little"});
}

TEST_F(Doctor, SaysLittleOfFewRecordsAndNothingOfNone)
{
    add("alpha", FilterTable(shape, 0));
    add("beta", filters(0, 30));
    add("gamma", filters(0, 30, 2));
    for (const std::string& one : findings()) EXPECT_EQ(one.find("beta"), std::string::npos) << one;
}

TEST_F(Doctor, SaysTheSameForAnyNumberOfThreads)
{
    add("alpha", filters(0, 300));
    add("beta", filters(0, 300, 2));
    set_threads(1);
    const Diagnosis one = diagnose(parties_);
    set_threads(4);
    const Diagnosis many = diagnose(parties_);
    set_threads(0);
    EXPECT_EQ(one.table, many.table);
    EXPECT_EQ(one.findings, many.findings);
}

// CLK JSON says nothing of its key; the bits do.
TEST_F(Doctor, SeesAnotherKeyInFilesOfOtherPrograms)
{
    const auto write = [&](const std::string& name, std::uint64_t key) {
        const FilterTable table = filters(0, 300, key);
        write_clk_json(folder_ / name, table.rows(), FileMode::owner_only, Existing::refuse);
        return folder_ / name;
    };
    const auto a = write("a.json", 1), b = write("b.json", 2), c = write("c.json", 1);
    EXPECT_NE(check({}, {a, b}).words.find("another key"), std::string::npos);
    EXPECT_EQ(check({}, {a, c}).words.find("another key"), std::string::npos);
}

} // namespace
} // namespace gauze::linkage
