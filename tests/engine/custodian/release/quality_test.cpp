// What a custodian is told of its own file, in counts.
#include "engine/custodian/normal_form.hpp"
#include "engine/custodian/release/quality.hpp"
#include "tests/engine/custodian/release/made_release.hpp"

namespace gauze::custodian {
namespace {

// Of each column, its faults with their numbers.
std::map<std::string, std::map<std::string, std::int64_t>> faults_in(const Json& quality)
{
    std::map<std::string, std::map<std::string, std::int64_t>> all;
    for (const Json& column : quality.objects("columns")) {
        const Json faults = column.object("faults");
        for (const std::string& fault : faults.keys()) all[column.text("name")][fault] = faults.number(fault);
    }
    return all;
}

class Postcodes : public ReleaseRun {
protected:
    std::map<std::string, std::int64_t> faults_of(std::initializer_list<std::string_view> postcodes)
    {
        project::Field field = policy_.fields.front();
        field.name = "postcode", field.kind = project::FieldKind::postcode;
        field.column = Column{"postcode", {}, {}, {}};
        policy_.fields.push_back(field);
        column("postcode").uses = {ColumnUse::link};
        std::string text = "ref,given,family,dob,postcode\n";
        char letter = 'a';
        for (const std::string_view one : postcodes) {
            text += fmt::format("R{},Anna{},Smith,2020-02-03,{}\n", letter, letter, one);
            ++letter;
        }
        run(text);
        return faults_in(Json::parse(out("stays-here/quality.json"), "quality"))["postcode"];
    }
};

constexpr const char *no_shape = "not of the shape of a UK postcode",
                     *slip = "UK postcode with a letter for a digit, or its blank elsewhere";

TEST_F(Postcodes, OfAnOtherShapeThanThoseOfTheUkAreCounted)
{
    const auto faults =
        faults_of({"SW9 0AA", "M1 1AE", "CR2 6XH", "DN55 1PT", "W1A 1HQ", "EC1A 1BB", "bd1 1aa", "BD11AA", "",
                   "BD4 7", "BHD2 6PF", "BD5 1GGE", "BD12 6AAA", "9 4XN", "6167", "BD4A 6QA"});
    EXPECT_EQ(faults.at(no_shape), 7);
    EXPECT_EQ(faults.size(), 1u);
}

TEST_F(Postcodes, ThatAreReadInSpiteOfASlipAreCountedApart)
{
    const auto faults = faults_of({"SW9 OAA", "SO14 ONX", "BD1 23LE", "SW9 0AA"});
    EXPECT_EQ(faults.at(slip), 3);
    EXPECT_EQ(faults.size(), 1u);
}

TEST_F(Postcodes, OfAPartyElsewhereMayHaveAnyShape)
{
    for (auto& member : policy_.governance->members) member.territory = "AU";
    EXPECT_TRUE(faults_of({"6167", "6000"}).empty());
}

} // namespace
} // namespace gauze::custodian
