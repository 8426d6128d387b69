// Inputs that are no files: opened anew for each pass, in pieces of any size, and refused at their last byte.
#include "bloom/base/error.hpp"
#include "engine/custodian/input.hpp"
#include "engine/custodian/text_source.hpp"
#include "tests/engine/custodian/sample_file.hpp"

#include <gtest/gtest.h>

using namespace gauze;
using namespace gauze::custodian;

namespace {

class TextBytes : public StoredBytes {
public:
    TextBytes(std::string_view text, bool fails) : text_(text), fails_(fails) {}
    std::size_t read(std::span<char> into) override
    {
        const std::size_t part = std::min(into.size(), text_.size());
        std::copy_n(text_.data(), part, into.data());
        text_.remove_prefix(part);
        if (part < into.size() && fails_) throw Error(Exit::bad_data, "content-digest: not what was stated");
        return part;
    }

private:
    std::string_view text_;
    bool fails_;
};

struct Counted {
    explicit Counted(std::string bytes, bool fails = false) : text(std::move(bytes)), fail(fails) {}
    Input input()
    {
        return Input("sealed.csv.age", text.size(), [this] {
            ++opened;
            return std::make_unique<TextBytes>(text, fail);
        });
    }
    std::string text;
    bool fail;
    int opened = 0;
};

std::vector<SeenRow> rows_of(const Input& input)
{
    CsvReader reader(input, examine(input));
    return ::gauze::custodian::rows_of(reader);
}

const std::string table = "id,name\n1,\"Ann\na\"\n2,J\xC3\xB6rg\n3,B\n";

TEST(Input, IsReadAsTheFileOfTheSameBytesIs)
{
    for (const std::string& stored : {table, gzipped(table), "\xEF\xBB\xBF" + table}) {
        const SampleFile file(stored);
        Counted counted(stored);
        const auto expected = rows_of(Input(file.path()));
        const auto seen = rows_of(counted.input());
        ASSERT_EQ(seen.size(), 3u);
        for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i].cells, expected[i].cells);
        EXPECT_GE(counted.opened, 3); // character set, delimiter, rows
    }
}

TEST(Input, TakesFilesShorterThanTheMarkOfGzip)
{
    for (const std::string stored : {"", "a", "\x1f"}) {
        Counted counted(stored);
        ByteSource source(counted.input());
        std::string into(8, '-');
        EXPECT_EQ(source.read(into), stored.size());
        EXPECT_EQ(into.substr(0, stored.size()), stored);
        EXPECT_FALSE(source.gzip());
    }
}

// The rows were all good, and still nothing may come of them.
TEST(Input, StopsTheRunWhenItsLastByteShowsThatItIsNotWhatWasStated)
{
    for (const std::string& stored : {table, gzipped(table)}) {
        Counted counted(stored, true);
        EXPECT_THROW(
            {
                CsvReader reader(counted.input(), FileFacts{.gzip = stored != table});
                (void)::gauze::custodian::rows_of(reader);
            },
            Error);
    }
}

} // namespace
