// Small populations for tests, made without lists so that every machine makes the same.
#pragma once

#include "datasets/synth/population/population.hpp"
#include "tests/temporary_folder.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace gauze::synth {

inline WorldOptions options_of(Seed seed)
{
    WorldOptions options;
    options.seed = seed;
    return options;
}

inline Json make_population(const World& world, std::uint64_t people, const std::filesystem::path& out)
{
    PopulationOptions options;
    options.people = people;
    options.out = out;
    return write_population(world, options, [](std::uint64_t) {});
}

inline const std::vector<std::string>& data_files()
{
    static const std::vector<std::string> names{"persons.csv", "names.csv", "homes.csv", "truth.csv",
                                                "ties.csv"};
    return names;
}

inline std::map<std::string, std::string> files_of(const std::filesystem::path& folder)
{
    std::map<std::string, std::string> files;
    for (const std::string& name : data_files()) files[name] = test::read_file(folder / name);
    return files;
}

// RFC 4180, apart from the program's own reader.
inline std::vector<std::vector<std::string>> cells_of(const std::string& text)
{
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
        else
            row.back() += c;
    }
    return rows;
}

} // namespace gauze::synth
