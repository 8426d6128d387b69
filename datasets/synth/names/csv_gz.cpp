#include "datasets/synth/names/csv_gz.hpp"

#include "bloom/base/error.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <zlib.h>

namespace gauze::synth {

namespace {

constexpr std::string_view where_from = "datasets/README.md says where the lists of names come from";

struct Close {
    void operator()(gzFile file) const { static_cast<void>(::gzclose(file)); }
};

} // namespace

std::string unpacked(const std::filesystem::path& path)
{
    constexpr std::size_t most = std::size_t{1} << 28;
    const std::unique_ptr<gzFile_s, Close> file(::gzopen(path.c_str(), "rb"));
    if (!file || std::filesystem::is_directory(path))
        throw Error(Exit::input_missing, fmt::format("{} cannot be read", path.string()),
                    std::string(where_from));
    std::string text;
    std::vector<char> piece(1u << 18);
    for (int got = 1; got > 0;) {
        got = ::gzread(file.get(), piece.data(), static_cast<unsigned>(piece.size()));
        if (got > 0) text.append(piece.data(), static_cast<std::size_t>(got));
        if (got < 0 || text.size() > most)
            throw Error(Exit::bad_data, fmt::format("{} is damaged, or no list of names", path.string()),
                        std::string(where_from));
    }
    int state = Z_OK;
    static_cast<void>(::gzerror(file.get(), &state));
    if (state != Z_OK)
        throw Error(Exit::bad_data, fmt::format("{} is cut short", path.string()), std::string(where_from));
    return text;
}

void each_line(const std::filesystem::path& path, std::string_view text, std::string_view header,
               const std::function<void(std::span<const std::string_view>)>& take)
{
    const auto damaged = [&](std::uint64_t line, std::string_view what) {
        throw Error(Exit::bad_data, fmt::format("{}, line {}: {}", path.string(), line, what),
                    std::string(where_from));
    };
    std::vector<std::string_view> cells;
    std::size_t expected = 0;
    for (std::uint64_t number = 1; !text.empty(); ++number) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (number == 1 && line != header) damaged(1, fmt::format("the header is not {}", header));
        cells.clear();
        for (std::size_t comma = line.find(','); comma != std::string_view::npos; comma = line.find(',')) {
            cells.push_back(line.substr(0, comma));
            line.remove_prefix(comma + 1);
        }
        cells.push_back(line);
        if (number == 1)
            expected = cells.size();
        else if (cells.size() != expected)
            damaged(number, "another number of cells than in the header");
        else
            take(cells);
    }
    if (expected == 0) damaged(1, "the file is empty");
}

} // namespace gauze::synth
