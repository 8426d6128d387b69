#include "bloom/base/error.hpp"
#include "datasets/synth/describe/measure_names.hpp"
#include "tests/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

namespace gauze::synth::describe {
namespace {

using test::TemporaryFolder;

void write_packed(const std::filesystem::path& path, std::string_view text)
{
    gzFile file = gzopen(path.c_str(), "wb");
    ASSERT_EQ(gzwrite(file, text.data(), static_cast<unsigned>(text.size())), static_cast<int>(text.size()));
    gzclose(file);
}

TEST(PublishedNames, AreSummedOverNationsAndYearsOfWholeDecades)
{
    const TemporaryFolder folder;
    write_packed(folder / "uk_baby_names_1974_2020.csv.gz", "nation,year,sex,name,n\n"
                                                            "EW,2010,F,OLIVIA,70\n"
                                                            "S,2019,F,Olivia,5\n"
                                                            "NI,2010,F,Zoë,2\n"
                                                            "EW,2010,M,OLIVIA,1\n"
                                                            "EW,1996,F,OLIVIA,1000\n"
                                                            "EW,2020,F,OLIVIA,1000\n"
                                                            "EW,2003,M,JACK,9\n");
    const PublishedNames names = read_published_names(folder.path());
    const auto& girls = names.births.at({Sex::female, 2010});
    EXPECT_EQ(girls.at("OLIVIA"), 75);
    EXPECT_EQ(girls.at("ZOE"), 2);
    EXPECT_EQ(names.births.at({Sex::male, 2010}).at("OLIVIA"), 1);
    EXPECT_EQ(names.births.at({Sex::male, 2000}).at("JACK"), 9);
    EXPECT_FALSE(names.births.contains({Sex::female, 1990})) << "not yet the whole country";
    EXPECT_FALSE(names.births.contains({Sex::female, 2020})) << "not the whole decade";
}

TEST(PublishedNames, AreNoneWhereThereIsNoList)
{
    const TemporaryFolder folder;
    EXPECT_TRUE(read_published_names(folder.path()).births.empty());
}

TEST(PublishedNames, AreRefusedWhereAColumnIsMissing)
{
    const TemporaryFolder folder;
    write_packed(folder / "uk_baby_names_1974_2020.csv.gz", "nation,year,name,n\nEW,2010,OLIVIA,70\n");
    EXPECT_THROW(read_published_names(folder.path()), Error);
}

} // namespace
} // namespace gauze::synth::describe
