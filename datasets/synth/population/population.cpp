#include "datasets/synth/population/population.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/output_folder.hpp"
#include "datasets/synth/population/population_rows.hpp"
#include "datasets/synth/world/iso_day.hpp"

#include <algorithm>
#include <limits>
#include <list>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

// One file as it grows, with what the manifest says of it.
class CountedFile {
public:
    CountedFile(const OutputFolder& folder, PopulationFile file)
        : file_(file), writer_(folder.file(file_name(file)), FileMode::everyone_reads)
    {
        put(header(file));
    }
    void append(const NeighbourhoodRows& rows, std::size_t people)
    {
        const NeighbourhoodRows::File& part = rows.files[static_cast<std::size_t>(file_)];
        put(std::string_view(part.text).substr(0, part.ends[people - 1]));
        rows_ += part.row_ends[people - 1];
    }
    Json close()
    {
        const std::uint64_t bytes = writer_.written();
        writer_.close();
        return Json()
            .set("file", file_name(file_))
            .set("rows", rows_)
            .set("bytes", bytes)
            .set("sha256", to_hex(digest_.finish()));
    }

private:
    void put(std::string_view text)
    {
        writer_.write(text);
        digest_.update(bytes_of(text));
    }
    PopulationFile file_;
    FileWriter writer_;
    Sha256 digest_;
    std::uint64_t rows_ = 0;
};

void check(const World& world, const PopulationOptions& options)
{
    constexpr auto largest_seed = static_cast<Seed>(std::numeric_limits<std::int64_t>::max());
    if (options.people < 1 || options.people > most_people)
        throw Error(Exit::usage, fmt::format("--people is 1 to {}", most_people));
    if (world.options().seed > largest_seed)
        throw Error(Exit::usage, fmt::format("--seed is at most {}", largest_seed));
}

Json describe(const World& world, const PopulationOptions& options)
{
    return Json()
        .set("made_by", "gauze-synth population 1")
        .set("world", world.edition())
        .set("names", world.naming().edition())
        .set("seed", world.options().seed)
        .set("area", world.options().area)
        .set("today", IsoDay(world.options().today))
        .set("people", options.people);
}

} // namespace

Json write_population(const World& world, const PopulationOptions& options,
                      const std::function<void(std::uint64_t)>& made)
{
    check(world, options);
    OutputFolder folder(options.out, "population", options.existing);
    std::list<CountedFile> files;
    for (const PopulationFile file : every_population_file) files.emplace_back(folder, file);

    std::uint64_t left = options.people;
    const Day today = world.options().today;
    each_neighbourhood<NeighbourhoodRows>(
        world, [&](const Neighbourhood& neighbourhood) { return rows_of(neighbourhood, today); },
        [&](std::uint64_t, NeighbourhoodRows& rows) {
            const auto people = static_cast<std::size_t>(std::min<std::uint64_t>(left, rows.people()));
            if (people == 0) return true;
            for (CountedFile& file : files) file.append(rows, people);
            left -= people;
            made(people);
            return left > 0;
        });

    std::vector<Json> closed;
    for (CountedFile& file : files) closed.push_back(file.close());
    Json manifest = describe(world, options);
    manifest.set("files", closed);
    FileWriter written(folder.file("manifest.json"), FileMode::everyone_reads);
    written.write(manifest.pretty());
    written.close();
    folder.commit();
    return manifest;
}

} // namespace gauze::synth
