// The published counts of births by given name, unpacked on the way.
#include "bloom/base/error.hpp"
#include "datasets/synth/describe/measure_names.hpp"
#include "datasets/synth/spelling.hpp"

#include <array>
#include <charconv>
#include <memory>

#include <fmt/format.h>
#include <zlib.h>

namespace gauze::synth::describe {

namespace {

constexpr std::string_view list = "uk_baby_names_1974_2020.csv.gz";
constexpr int first_whole_decade = 2000; // England and Wales begin in 1996, Northern Ireland in 1997

struct Closer {
    void operator()(gzFile_s* file) const { (void)gzclose(file); }
};

// "nation","sex","year","name","n" in the order of the header, whatever it is.
class Columns {
public:
    explicit Columns(std::string_view header)
    {
        const std::vector<std::string> cells = cut(header);
        for (std::size_t i = 0; i < cells.size(); ++i)
            for (std::size_t wanted = 0; wanted < names.size(); ++wanted)
                if (cells[i] == names[wanted]) places_[wanted] = i;
    }
    static std::vector<std::string> cut(std::string_view line)
    {
        std::vector<std::string> cells(1);
        bool quoted = false;
        for (const char c : line) {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                cells.emplace_back();
            else if (c != '\n' && c != '\r')
                cells.back() += c;
        }
        return cells;
    }
    bool all_there() const
    {
        for (const std::size_t place : places_)
            if (place == missing) return false;
        return true;
    }
    const std::string& year(const std::vector<std::string>& cells) const { return cells.at(places_[0]); }
    const std::string& sex(const std::vector<std::string>& cells) const { return cells.at(places_[1]); }
    const std::string& name(const std::vector<std::string>& cells) const { return cells.at(places_[2]); }
    const std::string& number(const std::vector<std::string>& cells) const { return cells.at(places_[3]); }

private:
    static constexpr std::array<std::string_view, 4> names{"year", "sex", "name", "n"};
    static constexpr std::size_t missing = ~std::size_t{0};
    std::array<std::size_t, 4> places_{missing, missing, missing, missing};
};

int number_in(const std::string& text)
{
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

} // namespace

PublishedNames read_published_names(const std::filesystem::path& lists)
{
    PublishedNames published;
    const std::filesystem::path path = lists / list;
    if (!std::filesystem::exists(path)) return published;
    const std::unique_ptr<gzFile_s, Closer> file(gzopen(path.c_str(), "rb"));
    std::array<char, 4096> line{};
    if (!file || gzgets(file.get(), line.data(), static_cast<int>(line.size())) == nullptr)
        throw Error(Exit::bad_data, fmt::format("{} cannot be unpacked", path.string()));
    const Columns columns(line.data());
    if (!columns.all_there())
        throw Error(Exit::bad_data, fmt::format("{} lacks one of year, sex, name, n", path.string()),
                    "datasets/README.md says which list this is");
    while (gzgets(file.get(), line.data(), static_cast<int>(line.size())) != nullptr) {
        const std::vector<std::string> cells = Columns::cut(line.data());
        if (cells.size() < 4) continue;
        const int decade = number_in(columns.year(cells)) / 10 * 10;
        if (decade < first_whole_decade || decade > 2010) continue;
        const Sex sex = columns.sex(cells).starts_with('F') ? Sex::female : Sex::male;
        published.births[{sex, decade}][in_capitals(columns.name(cells))] += number_in(columns.number(cells));
    }
    return published;
}

} // namespace gauze::synth::describe
