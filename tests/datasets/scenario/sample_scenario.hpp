// For the tests of the scenarios: each system made once, at a fraction of its size, and read back by the
// tests' own reader.
#pragma once

#include "datasets/synth/scenario/scenario.hpp"
#include "tests/datasets/five/sample_town.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::synth::scenario {

using five::Table;
using five::TemporaryFolder;
using five::whole;

// What is in truth/planted.csv for one trap.
struct PlantedRow {
    std::string party, file, reference, person;
    std::size_t row = 0; // from 1; 0 where it is about a person
};

struct Made {
    Made(const ScenarioOptions& asked) : options(asked)
    {
        options.out = folder.path() / "made";
        manifest = write_scenario(options);
        const Table truth(whole(options.out / "truth/truth.csv"));
        for (std::size_t i = 0; i < truth.rows.size(); ++i)
            rows_of[truth.cell(i, "party") + "/" + truth.cell(i, "file")].emplace_back(
                std::stoul(truth.cell(i, "row")), truth.cell(i, "person"));
        const Table table(whole(options.out / "truth/planted.csv"));
        for (std::size_t i = 0; i < table.rows.size(); ++i)
            planted[table.cell(i, "planted")].push_back(
                {table.cell(i, "party"), table.cell(i, "file"), table.cell(i, "reference"),
                 table.cell(i, "person"),
                 table.cell(i, "row").empty() ? 0 : std::stoul(table.cell(i, "row"))});
    }
    Table file(const std::string& name) const { return Table(whole(options.out / name)); }
    // The size that is stated, at the fraction asked for.
    std::size_t size(std::size_t stated) const
    {
        return std::max<std::size_t>((stated * options.per_mille + 500) / 1'000, 1);
    }
    // By file, the person of each row, from row 1 at 0; "" where the row is about nobody.
    std::vector<std::string> people_of(const std::string& party, const std::string& name) const
    {
        std::vector<std::string> people(file(party + "/" + name).rows.size());
        for (const auto& [row, person] : rows_of.at(party + "/" + name)) people.at(row - 1) = person;
        return people;
    }
    // truth/persons.csv by person.
    std::map<std::string, std::map<std::string, std::string>> persons() const
    {
        const Table table = file("truth/persons.csv");
        std::map<std::string, std::map<std::string, std::string>> all;
        for (std::size_t i = 0; i < table.rows.size(); ++i)
            for (const auto& [column, place] : table.columns)
                all[table.cell(i, "person")][column] = table.rows[i][place];
        return all;
    }

    TemporaryFolder folder;
    ScenarioOptions options;
    Json manifest;
    std::map<std::string, std::vector<PlantedRow>> planted;
    std::map<std::string, std::vector<std::pair<std::size_t, std::string>>> rows_of; // by file: row, person
};

inline ScenarioOptions options_for(const std::string& system, std::uint32_t per_mille, Seed seed = 1)
{
    ScenarioOptions options;
    options.system = system;
    options.per_mille = per_mille;
    options.seed = seed;
    return options;
}

// Small enough that all tests together take seconds, large enough for the statistics.
inline const Made& made(const std::string& system)
{
    static const std::map<std::string, std::uint32_t> sizes{
        {"leap", 200}, {"camden", 100}, {"liia", 200}, {"oldham", 100}, {"bradford", 50}};
    static std::map<std::string, std::unique_ptr<Made>> all;
    std::unique_ptr<Made>& one = all[system];
    if (!one) one = std::make_unique<Made>(options_for(system, sizes.at(system)));
    return *one;
}

} // namespace gauze::synth::scenario
