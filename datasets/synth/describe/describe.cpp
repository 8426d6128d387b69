#include "datasets/synth/describe/describe.hpp"

#include "datasets/synth/describe/documented.hpp"
#include "datasets/synth/describe/measure.hpp"
#include "datasets/synth/describe/measure_names.hpp"
#include "datasets/synth/population/population_reader.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace gauze::synth::describe {

namespace {

// Only what a sheet refers to.
std::vector<Source> sources_of(const std::vector<Section>& sections)
{
    std::vector<Source> used;
    for (Source& source : documented::sources()) {
        const auto names_it = [&](const Figure& figure) { return figure.source == source.key; };
        const bool wanted = std::any_of(sections.begin(), sections.end(), [&](const Section& section) {
            return std::any_of(section.tables.begin(), section.tables.end(), [&](const Table& table) {
                return std::any_of(table.figures.begin(), table.figures.end(), names_it);
            });
        });
        if (wanted) used.push_back(std::move(source));
    }
    return used;
}

double real_of(const Json& json, std::string_view key)
{
    return json.type(key) == Json::Type::whole ? static_cast<double>(json.number(key)) : json.real(key);
}

// Asked and made. Errors of a record come together (classes of quality), so the error of a rate is at least
// the binomial one, which stands here.
Figure error_line(const Json& error)
{
    const auto possible = static_cast<double>(error.number("possible"));
    const auto happened = static_cast<double>(error.number("happened"));
    Figure line{error.text("kind"), std::nullopt, std::nullopt, std::nullopt, ""};
    if (error.has("rate")) line.documented = real_of(error, "rate"), line.source = "asked";
    if (possible > 0) {
        line.measured = happened / possible;
        const double p = line.documented.value_or(*line.measured);
        line.standard_error = std::sqrt(p * (1 - p) / possible);
    }
    return line;
}

std::string made_with(const Json& manifest, const Naming& naming)
{
    const std::string made = manifest.text("names");
    if (made == naming.edition()) return made;
    return fmt::format("{}; compared with {}", made, naming.edition());
}

} // namespace

Sheet describe_population(const std::filesystem::path& folder, const std::filesystem::path& lists,
                          const std::function<void(std::uint64_t)>& read)
{
    PopulationReader reader(folder);
    const Naming naming(lists);
    Overview overview;
    Ages ages;
    Births births;
    Households households;
    EthnicGroups groups;
    Places places;
    Numbers numbers;
    NamesAtBirth names(naming, lists.empty() ? PublishedNames{} : read_published_names(lists));

    const Day today = reader.today();
    for (ReadNeighbourhood part; reader.next(part);) {
        const Neighbourhood& around = part.around;
        overview.see(around, today);
        ages.see(around, today);
        births.see(around, today);
        households.see(around, today);
        groups.see(around, today);
        places.see(around, today);
        numbers.see(around, today);
        names.see(around, today);
        read(around.people.size());
    }

    const Json& manifest = reader.manifest();
    Sheet sheet;
    sheet.title = "A synthetic population: quality sheet";
    sheet.facts = overview.facts();
    sheet.facts.insert(sheet.facts.end(), {{"area", manifest.text("area")},
                                           {"as of", manifest.text("today")},
                                           {"seed", std::to_string(manifest.number("seed"))},
                                           {"world", manifest.text("world")},
                                           {"names", made_with(manifest, naming)}});
    sheet.sections = {ages.section(),   households.households(), households.families(),
                      births.section(), groups.section(),        names.given(),
                      names.family(),   places.section(),        numbers.section()};
    sheet.sources = sources_of(sheet.sections);
    return sheet;
}

Sheet describe_errors(const Json& manifest)
{
    Sheet sheet;
    sheet.title = "Files of organisations: quality sheet";
    for (const char* key : {"people", "seed"})
        if (manifest.has(key))
            sheet.facts.emplace_back(key, with_commas(static_cast<std::uint64_t>(manifest.number(key))));
    Section section{
        "Errors, asked for and made",
        "Of the records or cells to which each can happen. Documented is the rate that was asked for. "
        "Errors of a record come together, so the standard errors here, which take them as "
        "independent, are somewhat too small.",
        {}};
    for (const Json& party : manifest.objects(manifest.has("organisations") ? "organisations" : "parties")) {
        Table table{.title = party.text("name"), .drawing = Drawing::bars};
        if (party.has("rows"))
            table.remark =
                fmt::format("{} records", with_commas(static_cast<std::uint64_t>(party.number("rows"))));
        for (const Json& error : party.objects("errors"))
            if (error.number("possible") > 0) table.figures.push_back(error_line(error));
        section.tables.push_back(std::move(table));
    }
    sheet.sections = {section};
    sheet.sources = {{"asked", "the rate of the preset that the files were made with"}};
    return sheet;
}

} // namespace gauze::synth::describe
