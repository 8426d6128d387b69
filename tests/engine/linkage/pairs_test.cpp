#include "bloom/base/parallel.hpp"
#include "bloom/clk_json.hpp"
#include "engine/linkage/pairs.hpp"
#include "tests/engine/linkage/made_parties.hpp"

#include <bit>
#include <charconv>
#include <map>
#include <sstream>

namespace gauze::linkage {
namespace {

using test::code_of;
using test::made_filters;
using test::MadeParties;
using test::numbers;
using test::read_file;

struct Line {
    std::string party_a, party_b;
    std::uint32_t row_a = 0, row_b = 0;
    std::string dice;
    auto operator<=>(const Line&) const = default;
};

// Parties' names hold no commas here, so a line is split where they are.
std::vector<Line> lines_of(const std::filesystem::path& table)
{
    std::istringstream in(read_file(table));
    std::string a, row_a, b, row_b, dice;
    std::getline(in, a);
    EXPECT_EQ(a, "party_a,row_a,party_b,row_b,dice");
    std::vector<Line> lines;
    const auto number = [](const std::string& text) { return static_cast<std::uint32_t>(std::stoul(text)); };
    while (std::getline(in, a, ',') && std::getline(in, row_a, ',') && std::getline(in, b, ',') &&
           std::getline(in, row_b, ',') && std::getline(in, dice))
        lines.push_back({a, b, number(row_a), number(row_b), dice});
    return lines;
}

bool before(const Line& x, const Line& y)
{
    return std::tie(x.party_a, x.row_a, x.party_b, x.row_b) <
           std::tie(y.party_a, y.row_a, y.party_b, y.row_b);
}

class ScorePairs : public testing::Test {
protected:
    std::filesystem::path write_clks(const std::string& name, const bloom::FilterTable& table)
    {
        write_clk_json(folder_ / (name + ".json"), table.rows(), FileMode::owner_only, Existing::replace);
        return folder_ / (name + ".json");
    }
    PairsSummary run(const std::vector<std::filesystem::path>& inputs, const char* threshold = "0.8",
                     const std::string& view = {}, bool dedup = false)
    {
        std::filesystem::remove(out_);
        return score_pairs({.inputs = inputs,
                            .out = out_,
                            .threshold = project::threshold_from(threshold),
                            .view = view,
                            .dedup = dedup});
    }
    test::TemporaryFolder folder_;
    MadeParties made_;
    const std::filesystem::path out_ = folder_ / "pairs.csv";
};

// Filters whose Dice anyone works out: {0,1,2,3}, {0,1,2}, {0,4} and nothing.
bloom::FilterTable small_filters(const std::vector<std::vector<std::uint32_t>>& rows)
{
    bloom::FilterTable table({128}, rows.size());
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (const std::uint32_t bit : rows[r]) table.row(r)[bit / 64] |= std::uint64_t{1} << bit % 64;
    return table;
}

TEST_F(ScorePairs, WritesTheTableThatOneWouldWriteByHand)
{
    const auto b = write_clks("b", small_filters({{0, 1, 2, 3}, {}, {0, 1, 2}}));
    const auto a = write_clks("a", small_filters({{0, 4}, {0, 1, 2}, {0, 1, 2, 3}}));
    const PairsSummary summary = run({b, a}, "0.4");
    // {0,4} and {0,1,2}: 2 of 5; {0,4} and {0,1,2,3}: 2 of 6, too little; {0,1,2} and {0,1,2,3}: 6 of 7.
    EXPECT_EQ(read_file(out_), "party_a,row_a,party_b,row_b,dice\n"
                               "a,0,b,2,0.400000000000\n"
                               "a,1,b,0,0.857142857143\n"
                               "a,1,b,2,1.000000000000\n"
                               "a,2,b,0,1.000000000000\n"
                               "a,2,b,2,0.857142857143\n");
    EXPECT_EQ(summary.compared, 9u);
    EXPECT_EQ(summary.pairs, 5u);
    EXPECT_EQ(folder_.entries(), 3u); // nothing else remains
}

TEST_F(ScorePairs, TakesTheThresholdAsAnExactDecimal)
{
    // 8 of 10 bits alike: Dice is 16 / 20, the decimal .8 and not the double below it.
    const auto a = write_clks("a", small_filters({{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}}));
    const auto b = write_clks("b", small_filters({{0, 1, 2, 3, 4, 5, 6, 7, 20, 21}}));
    EXPECT_EQ(run({a, b}, "0.8").pairs, 1u);
    EXPECT_EQ(run({a, b}, "0.800000001").pairs, 0u);
    EXPECT_EQ(run({a, b}, ".80").pairs, 1u);
    // A third, and the decimals on both sides of it.
    const auto c = write_clks("c", small_filters({{0, 1, 2}})),
               d = write_clks("d", small_filters({{0, 5, 6}}));
    EXPECT_EQ(run({c, d}, "0.333333333").pairs, 1u);
    EXPECT_EQ(run({c, d}, "0.333333334").pairs, 0u);
}

TEST_F(ScorePairs, FindsWhatCountingBitByBitFinds)
{
    const auto alpha = made_.write("alpha", numbers(0, 120)), beta = made_.write("beta", numbers(60, 180)),
               gamma = made_.write("gamma", numbers(100, 200));
    for (const unsigned threads : {1, 2, 3}) {
        set_threads(threads);
        run({gamma, alpha, beta});
        const auto lines = lines_of(out_);
        std::vector<Line> right;
        const bloom::EncodedFile files[] = {bloom::EncodedFile(alpha), bloom::EncodedFile(beta),
                                            bloom::EncodedFile(gamma)};
        for (int p = 0; p < 3; ++p)
            for (std::uint32_t a = 0; a < files[p].rows(); ++a)
                for (int q = p + 1; q < 3; ++q)
                    for (std::uint32_t b = 0; b < files[q].rows(); ++b) {
                        int common = 0, sum = 0;
                        for (int w = 0; w < 4; ++w) {
                            const auto x = files[p].view(0).row(a)[w], y = files[q].view(0).row(b)[w];
                            common += std::popcount(x & y);
                            sum += std::popcount(x) + std::popcount(y);
                        }
                        if (20 * common >= 8 * sum)
                            right.push_back({files[p].header().party, files[q].header().party, a, b,
                                             fmt::format("{:.12f}", 2.0 * common / sum)});
                    }
        EXPECT_EQ(lines, right);
        EXPECT_GT(right.size(), 100u);
        EXPECT_TRUE(std::ranges::is_sorted(lines, before));
    }
    set_threads(0);
}

TEST_F(ScorePairs, WithinOneFileHaveTheEarlierRowFirst)
{
    const auto a = write_clks("a", small_filters({{0, 1}, {2, 3}, {0, 1}, {0, 1}, {}}));
    run({a}, "0.9", {}, true);
    EXPECT_EQ(lines_of(out_), (std::vector<Line>{{"a", "a", 0, 2, "1.000000000000"},
                                                 {"a", "a", 0, 3, "1.000000000000"},
                                                 {"a", "a", 2, 3, "1.000000000000"}}));
    EXPECT_EQ(code_of([&] { run({a}); }), Exit::usage); // one file without --dedup
    EXPECT_EQ(code_of([&] {
                  run({a, write_clks("b", small_filters({{1}}))}, "0.9", {}, true);
              }),
              Exit::usage);
}

TEST_F(ScorePairs, CallAPartyAsItsFileAndKeepTheNameOneCell)
{
    const auto odd = write_clks("x,\"y\" =z", small_filters({{0}}));
    run({write_clks("a b", small_filters({{0}})), odd});
    EXPECT_EQ(read_file(out_), "party_a,row_a,party_b,row_b,dice\n"
                               "a b,0,\"x,\"\"y\"\" =z\",0,1.000000000000\n");
    std::filesystem::create_directory(folder_ / "other");
    std::filesystem::copy(folder_ / "a b.json", folder_ / "other/a b.json");
    EXPECT_EQ(code_of([&] { run({folder_ / "a b.json", folder_ / "other/a b.json"}); }), Exit::usage);
    // An encoded file too is called as it is named, whoever sent it.
    const auto alpha = made_.write("alpha", numbers(0, 5)), beta = made_.write("beta", numbers(0, 5), 0);
    std::filesystem::rename(alpha, made_.folder() / "zeta.gauze");
    run({made_.folder() / "zeta.gauze", beta}, "0.9");
    ASSERT_FALSE(lines_of(out_).empty());
    EXPECT_EQ(lines_of(out_)[0].party_a, "beta");
    EXPECT_EQ(lines_of(out_)[0].party_b, "zeta");
}

TEST_F(ScorePairs, AskWhichViewIsMeantWhereThereAreSeveral)
{
    const auto second = [](test::MadeFile& file) {
        file.header.views.push_back({"names", {64}});
        file.tables.push_back(made_filters({64}, file.tokens.size(), .3, 9));
    };
    const auto a = made_.write("alpha", numbers(0, 30), 4, second),
               b = made_.write("beta", numbers(10, 40), 4, second);
    EXPECT_EQ(code_of([&] { run({a, b}); }), Exit::usage);
    EXPECT_EQ(code_of([&] { run({a, b}, "0.8", "places"); }), Exit::usage);
    run({a, b}, "0.8", "record");
    const auto records = lines_of(out_);
    EXPECT_GE(records.size(), 20u);
    run({a, b}, "1", "names"); // the same seed on both sides: row r is row r
    const auto names = lines_of(out_);
    EXPECT_GE(names.size(), 30u);
    EXPECT_EQ(std::ranges::count_if(names, [](const Line& line) { return line.row_a == line.row_b; }), 30);
    // CLK JSON has no views to choose from.
    EXPECT_EQ(code_of([&] {
                  run({write_clks("c", small_filters({{0}})), write_clks("d", small_filters({{0}}))}, "0.8",
                      "record");
              }),
              Exit::usage);
}

TEST_F(ScorePairs, RefuseFilesThatCannotBeComparedWithEachOther)
{
    const auto a = made_.write("alpha", numbers(0, 10));
    const auto key = made_.write("beta", numbers(0, 10), 4, [](auto& file) { file.header.check = "other"; });
    EXPECT_EQ(code_of([&] { run({a, key}); }), Exit::refused);
    const auto rules =
        made_.write("beta", numbers(0, 10), 4, [](auto& file) { file.header.specification = "other"; });
    EXPECT_EQ(code_of([&] { run({a, rules}); }), Exit::refused);
    const auto clks = write_clks("c", small_filters({{0}}));
    EXPECT_EQ(code_of([&] { run({a, clks}); }), Exit::usage);
    bloom::FilterTable longer({256}, 1);
    longer.row(0)[0] = 1;
    EXPECT_EQ(code_of([&] { run({clks, write_clks("d", longer)}); }), Exit::bad_data);
    EXPECT_EQ(code_of([&] { run({clks, folder_ / "none.json"}); }), Exit::input_missing);
    EXPECT_FALSE(std::filesystem::exists(out_));
}

TEST_F(ScorePairs, OfFilesThatShowOnlySymbolsAreRefused)
{
    std::vector<std::filesystem::path> files;
    for (const char* party : {"alpha", "beta"}) {
        bloom::EncodedHeader header = test::made_file(party, bloom::FilterTable({256}, 3)).header;
        header.views[0].symbols = 40;
        const auto tokens = test::made_tokens(3, std::hash<std::string>{}(party));
        const std::vector<std::uint8_t> symbols(3 * 40);
        const std::vector<std::uint64_t> absent(3);
        files.push_back(folder_ / fmt::format("{}.gauze", party));
        bloom::EncodedFileWriter file(files.back(), header);
        const Bytes pieces[] = {std::as_bytes(std::span(tokens)), std::as_bytes(std::span(symbols)),
                                std::as_bytes(std::span(absent))};
        file.append(pieces);
        file.close();
    }
    EXPECT_EQ(code_of([&] { run(files); }), Exit::usage);
    EXPECT_FALSE(std::filesystem::exists(out_));
}

TEST_F(ScorePairs, OfEmptyFilesAreATableWithoutRows)
{
    const bloom::FilterTable none({128}, 0);
    for (const auto& inputs : {std::vector{write_clks("a", none), write_clks("b", small_filters({{0}}))},
                               {write_clks("a", none), write_clks("b", none)}}) {
        EXPECT_EQ(run(inputs).pairs, 0u);
        EXPECT_EQ(read_file(out_), "party_a,row_a,party_b,row_b,dice\n");
    }
    run({write_clks("a", none)}, "0.8", {}, true);
    EXPECT_EQ(read_file(out_), "party_a,row_a,party_b,row_b,dice\n");
}

TEST_F(ScorePairs, DoNotReplaceATableUnlessAsked)
{
    const PairsOptions options{
        .inputs = {write_clks("a", small_filters({{0}})), write_clks("b", small_filters({{0}}))},
        .out = out_,
        .threshold = {1, 2},
        .view = {}};
    test::write_file(out_, "mine");
    EXPECT_EQ(code_of([&] { score_pairs(options); }), Exit::cannot_write);
    EXPECT_EQ(read_file(out_), "mine");
    PairsOptions forced = options;
    forced.existing = Existing::replace;
    score_pairs(forced);
    EXPECT_EQ(lines_of(out_).size(), 1u);
    forced.out = folder_ / "no/such/pairs.csv";
    EXPECT_EQ(code_of([&] { score_pairs(forced); }), Exit::cannot_write);
}

// The vectors' README says how clkhash and anonlink made them.
TEST_F(ScorePairs, AreThoseThatAnonlinkFinds)
{
    const char* named = std::getenv("GAUZE_VECTORS");
    const auto vectors = (named != nullptr ? std::filesystem::path(named)
                                           : std::filesystem::path(GAUZE_SOURCE) / "../shared/vectors") /
                         "clkhash/dice";
    if (!std::filesystem::exists(vectors)) GTEST_SKIP() << "no vectors in " << vectors;
    int cases = 0;
    for (const auto& one : std::filesystem::directory_iterator(vectors)) {
        SCOPED_TRACE(one.path().filename().string());
        const Json expected = Json::parse(read_file(one.path() / "expected.json"), "expected.json");
        std::vector<std::filesystem::path> files;
        while (std::filesystem::exists(one.path() / fmt::format("clks{}.json", files.size())))
            files.push_back(one.path() / fmt::format("clks{}.json", files.size()));
        // {..., "pairs": [[0, 1, 1, 38, 1.0], ...]}: all numbers behind "pairs", in fives.
        const std::string text = read_file(one.path() / "expected.json");
        std::vector<double> values;
        for (const char *p = text.data() + text.find("\"pairs\""), *end = text.data() + text.size();
             p < end;) {
            double value = 0;
            const auto [next, error] = std::from_chars(p, end, value);
            if (error == std::errc{}) values.push_back(value);
            p = error == std::errc{} ? next : p + 1;
        }
        std::vector<Line> right;
        for (std::size_t i = 0; i + 5 <= values.size(); i += 5)
            right.push_back({fmt::format("clks{}", values[i]), fmt::format("clks{}", values[i + 2]),
                             static_cast<std::uint32_t>(values[i + 1]),
                             static_cast<std::uint32_t>(values[i + 3]),
                             fmt::format("{:.12f}", values[i + 4])});
        std::ranges::sort(right, before);
        ASSERT_FALSE(right.empty());
        run(files, fmt::format("{}", expected.real("threshold")).c_str());
        EXPECT_EQ(lines_of(out_), right);
        ++cases;
    }
    EXPECT_GE(cases, 2);
}

} // namespace
} // namespace gauze::linkage
