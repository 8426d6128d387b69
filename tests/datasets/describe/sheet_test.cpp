#include "datasets/synth/describe/describe.hpp"
#include "datasets/synth/describe/shares.hpp"
#include "datasets/synth/describe/sheet.hpp"
#include "datasets/synth/describe/svg.hpp"
#include "tests/datasets/describe/marks.hpp"

#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::synth::describe {
namespace {

TEST(Shares, AreTotalsOfPartsByTotalsOfWholes)
{
    Shares shares(2);
    for (const int people : {3, 5, 2}) {
        shares.whole(people);
        shares.part(0, 1);
        if (people == 5) shares.part(1, 4);
        shares.end_neighbourhood();
    }
    EXPECT_DOUBLE_EQ(*shares.share(0), 0.3);
    EXPECT_DOUBLE_EQ(*shares.share(1), 0.4);
    // By hand, for part 0: n = 3, r = .3, residuals .1, -.5, .4: sum of squares .42, times 3 / 2, root,
    // by 10.
    EXPECT_NEAR(*shares.standard_error(0), std::sqrt(0.42 * 1.5) / 10, 1e-12);
}

TEST(Shares, OfNothingOrOfOneNeighbourhoodHaveNoStandardError)
{
    Shares shares(1);
    EXPECT_FALSE(shares.share(0));
    shares.whole(10);
    shares.part(0, 5);
    shares.end_neighbourhood();
    EXPECT_TRUE(shares.share(0));
    EXPECT_FALSE(shares.standard_error(0));
}

// People who answer alike within a neighbourhood: the binomial error would be three times too small. Of 400
// samples of 200 neighbourhoods of 9, the spread of the shares is what the formula says, within 15 %, which
// is more than four standard deviations of such a ratio.
TEST(Shares, KnowThatNeighboursAreAlike)
{
    std::mt19937 random(1);
    double sum = 0, squares = 0, said = 0;
    constexpr int samples = 400;
    for (int sample = 0; sample < samples; ++sample) {
        Shares shares(1);
        for (int neighbourhood = 0; neighbourhood < 200; ++neighbourhood) {
            shares.whole(9);
            if (random() % 4 == 0) shares.part(0, 9);
            shares.end_neighbourhood();
        }
        sum += *shares.share(0), squares += *shares.share(0) * *shares.share(0);
        said += *shares.standard_error(0);
    }
    const double spread = std::sqrt(squares / samples - sum / samples * sum / samples);
    EXPECT_NEAR(said / samples / spread, 1.0, 0.15);
}

TEST(Figure, IsSetBesideWhatIsDocumented)
{
    const Figure line{"one person", 0.25, 0.30, 0.02, "census"};
    EXPECT_NEAR(*in_standard_errors(line), 2.5, 1e-9);
    EXPECT_NEAR(*relative(line), 0.2, 1e-9);
    EXPECT_FALSE(in_standard_errors({"x", {}, 0.3, 0.02, ""}));
    EXPECT_FALSE(relative({"x", 0.3, {}, {}, ""}));
    EXPECT_EQ(with_commas(1'234'567), "1,234,567");
    EXPECT_EQ(with_commas(999), "999");
}

Sheet sheet_with_hostile_words()
{
    const std::string words = "<script>alert('x')</script> & \"O'Neil\" http://example.org \x01";
    Sheet sheet;
    sheet.title = words;
    sheet.facts = {{words, words}};
    Section section{words, words, {}};
    for (const Drawing drawing : {Drawing::none, Drawing::bars, Drawing::pyramid, Drawing::curves}) {
        Table table{.title = words, .drawing = drawing, .remark = words};
        for (int i = 0; i < 4; ++i) table.figures.push_back({words, 0.1 * i, 0.2, 0.01, words});
        table.figures.push_back({words, {}, {}, {}, ""});
        table.figures.push_back({words, 0.0, 0.0, 0.0, ""});
        table.curves = {
            {words, false, {{1, 0.2}, {10, 0.6}, {1000, 1}}}, {words, true, {{1, 0.1}}}, {"", true, {}}};
        table.across = words;
        section.tables.push_back(table);
    }
    sheet.sections = {section};
    sheet.sources = {{words, words}};
    return sheet;
}

TEST(Page, IsWellFormedWhateverTheWords)
{
    const std::string page = to_page(sheet_with_hostile_words());
    EXPECT_EQ(fault_of_marks(page), "");
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_EQ(page.find('\x01'), std::string::npos);
}

TEST(Page, AsksForNothing)
{
    Sheet sheet = sheet_with_hostile_words();
    const std::string page = to_page(sheet);
    EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
    for (const std::string& tag : tags_of(page))
        for (const char* reference :
             {"src=", "xlink:", "url(", "@import", "<link", "<iframe", "<img", "<base", "<form"})
            EXPECT_EQ(tag.find(reference), std::string::npos) << tag;
    for (const std::string& tag : tags_of(page))
        if (tag.find("href=") != std::string::npos) {
            EXPECT_NE(tag.find("href=\"#"), std::string::npos) << tag;
        }
}

TEST(Page, OfNothingIsAPage)
{
    EXPECT_EQ(fault_of_marks(to_page({})), "");
    EXPECT_FALSE(to_text(Sheet{}).empty());
    EXPECT_FALSE(to_json(Sheet{}).pretty().empty());
}

TEST(Chart, SaysEachFigureInWords)
{
    Table table{.title = "Sizes", .drawing = Drawing::bars};
    table.figures = {{"one", 0.302, 0.31, 0.01, "census"}, {"two", 0.34, 0.33, 0.01, "census"}};
    const std::string svg = to_svg(table);
    EXPECT_EQ(fault_of_marks(svg), "");
    EXPECT_NE(svg.find("aria-label=\"Sizes\""), std::string::npos);
    EXPECT_NE(svg.find("<title>one: 31.00 %, documented 30.20 %</title>"), std::string::npos);
}

// The longer bar is the larger figure, in proportion.
TEST(Chart, DrawsBarsInProportion)
{
    Table table{.title = "Sizes", .drawing = Drawing::bars};
    table.figures = {{"one", {}, 0.4, {}, ""}, {"two", {}, 0.1, {}, ""}};
    const std::vector<double> widths = numbers_behind(to_svg(table), "class=\"bar\"", "width=\"");
    ASSERT_EQ(widths.size(), 2u);
    EXPECT_NEAR(widths[0] / widths[1], 4, 0.05);
}

TEST(Errors, OfOrganisationsAreMeasuredFromTheirManifest)
{
    for (const char* key : {"organisations", "parties"}) {
        const std::string text =
            fmt::format(R"({{"people":1000,"seed":1,"{}":[{{"name":"gp","rows":900,"errors":[)"
                        R"({{"kind":"typo_given","rate":0.02,"possible":900,"happened":27}},)"
                        R"({{"kind":"short_name","rate":0.1,"possible":0,"happened":0}}]}}]}})",
                        key);
        const Sheet sheet = describe_errors(Json::parse(text, "test"));
        ASSERT_EQ(sheet.sections.at(0).tables.at(0).figures.size(), 1u) << "what cannot happen is no line";
        const Figure& line = sheet.sections[0].tables[0].figures[0];
        EXPECT_DOUBLE_EQ(*line.measured, 0.03);
        EXPECT_DOUBLE_EQ(*line.documented, 0.02);
        EXPECT_NEAR(*relative(line), 0.5, 1e-9);
        EXPECT_NEAR(*in_standard_errors(line), 0.01 / std::sqrt(0.02 * 0.98 / 900), 1e-9);
    }
}

} // namespace
} // namespace gauze::synth::describe
