// For the tests of the generator: a folder that goes away, and an independent reading of what was written
// into it.
#pragma once

#include "datasets/synth/five/five.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::synth::five {

class TemporaryFolder {
public:
    TemporaryFolder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "gauze-synth-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = name;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

inline std::string whole(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// RFC 4180, byte by byte; a byte-order mark is passed over.
inline std::vector<std::vector<std::string>> cells_of(std::string_view text)
{
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row(1);
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"')
            row.back() += text[i++];
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == ',')
            row.emplace_back();
        else if (!quoted && c == '\n')
            rows.push_back(std::move(row)), row.assign(1, "");
        else if (quoted || c != '\r')
            row.back() += c;
    }
    if (quoted || row.size() != 1 || !row[0].empty()) throw std::runtime_error("the last line is not whole");
    return rows;
}

// A table with a header: cells by column name.
struct Table {
    explicit Table(std::string_view text) : rows(cells_of(text))
    {
        if (rows.empty()) throw std::runtime_error("no header");
        for (std::size_t i = 0; i < rows[0].size(); ++i) columns[rows[0][i]] = i;
        rows.erase(rows.begin());
    }
    const std::string& cell(std::size_t row, const std::string& column) const
    {
        return rows.at(row).at(columns.at(column));
    }
    std::map<std::string, std::size_t> columns;
    std::vector<std::vector<std::string>> rows;
};

inline FiveOptions options_for(std::uint64_t people, Seed seed, const std::filesystem::path& out)
{
    FiveOptions options;
    options.people = people;
    options.seed = seed;
    options.errors = preset_named("typical");
    options.out = out;
    return options;
}

inline Json make_town(const FiveOptions& options)
{
    return write_five(options, [](std::uint64_t) {});
}

// Whether `happened` of `trials` is what independent trials of probability `p` give; `clumps` is how many
// trials may hang together at most. Five standard deviations: about one false alarm in two million.
inline bool is_plausible(double happened, double trials, double p, double clumps = 1)
{
    const double deviation = happened - trials * p;
    return deviation * deviation <= 25 * clumps * trials * p * (1 - p) + 1;
}

} // namespace gauze::synth::five
