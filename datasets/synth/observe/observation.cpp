// Read `write_observation` at the bottom first: it is the whole run.
#include "datasets/synth/observe/observation.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/output_folder.hpp"
#include "datasets/synth/observe/looking.hpp"
#include "datasets/synth/observe/shuffle.hpp"
#include "datasets/synth/world/iso_day.hpp"

#include <algorithm>
#include <limits>
#include <memory>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

// One organisation's file while rows are still coming.
struct FileInHand {
    std::unique_ptr<Shuffle> rows;
    std::unique_ptr<FileWriter> true_cells;
    std::uint64_t written = 0, might_know = 0;
    ErrorCounts errors;

    void take(const FilePart& part)
    {
        std::size_t begin = 0;
        for (const FilePart::Row& row : part.rows) {
            rows->add(row.key, std::string_view(part.text).substr(begin, row.end - begin));
            begin = row.end;
        }
        if (true_cells) true_cells->write(part.true_cells);
        written += part.rows.size();
        might_know += part.might_know;
        errors += part.errors;
    }
};

// All files of a run.
class Writing {
public:
    Writing(const ObservationOptions& options, const OutputFolder& folder);
    void take(const Part& part);
    // Puts rows in order, closes everything, and tells what happened.
    void finish(Json& manifest);

private:
    Json describe(std::size_t organisation) const;
    std::unique_ptr<FileWriter> opened(const std::filesystem::path& name, std::string_view header) const
    {
        auto file = std::make_unique<FileWriter>(folder_.file(name), FileMode::everyone_reads);
        file->write(header);
        return file;
    }

    const ObservationOptions& options_;
    const OutputFolder& folder_;
    std::unique_ptr<FileWriter> truth_, errors_, strata_;
    std::vector<FileInHand> files_;
    Overlap overlap_;
};

Writing::Writing(const ObservationOptions& options, const OutputFolder& folder)
    : options_(options),
      folder_(folder),
      truth_(opened("truth.csv", "party,id,entity\n")),
      errors_(opened("errors.csv", "party,id,kind\n")),
      strata_(opened("strata.csv", "entity,community,ethnic_group,age_group,sex\n")),
      overlap_(options.organisations.size())
{
    for (const Organisation& organisation : options.organisations) {
        FileInHand& file = files_.emplace_back();
        const std::filesystem::path name = fmt::format("{}.csv", organisation.name);
        file.rows = std::make_unique<Shuffle>(folder.file(organisation.name / name).parent_path());
        if (options.true_cells)
            file.true_cells = opened("true-cells" / name, style_for(options, organisation).header());
    }
}

void Writing::take(const Part& part)
{
    truth_->write(part.truth);
    errors_->write(part.errors);
    strata_->write(part.strata);
    overlap_ += part.overlap;
    for (std::size_t i = 0; i < files_.size(); ++i) files_[i].take(part.files[i]);
}

double fraction(Rate rate) { return rate.per_million / 1e6; }

Json Writing::describe(std::size_t organisation) const
{
    const Organisation& about = options_.organisations[organisation];
    const FileInHand& file = files_[organisation];
    const FileStyle& written = style_for(options_, about);
    std::vector<Json> errors;
    for (std::size_t i = 0; i < error_kinds; ++i) {
        const auto kind = static_cast<ErrorKind>(i);
        if (written.shows(kind))
            errors.push_back(Json()
                                 .set("kind", to_text(kind))
                                 .set("rate", fraction(about.preset->rate(kind)))
                                 .set("possible", file.errors.by_kind[i].could)
                                 .set("happened", file.errors.by_kind[i].did));
    }
    const std::uint64_t people = overlap_.people_known_to(organisation);
    return Json()
        .set("name", about.name)
        .set("kind", facts(about.kind).name)
        .set("file", fmt::format("{0}/{0}.csv", about.name))
        .set("id_column", written.columns.front().name)
        .set("errors_preset", about.preset->name)
        .set("captured", IsoDay(about.captured))
        .set("contact_days", about.contact_days)
        .set("coverage", fraction(about.coverage))
        .set("duplicates", fraction(about.duplicates))
        .set("together", fraction(about.together))
        .set("might_know", file.might_know)
        .set("people", people)
        .set("rows", file.written)
        .set("further_rows", file.written - people)
        .set("errors", errors);
}

void Writing::finish(Json& manifest)
{
    std::vector<Json> parties;
    for (std::size_t i = 0; i < files_.size(); ++i) {
        const Organisation& organisation = options_.organisations[i];
        const auto csv = opened(std::filesystem::path(organisation.name) / (organisation.name + ".csv"),
                                style_for(options_, organisation).header());
        files_[i].rows->in_order([&](std::string_view row) { csv->write(row); });
        files_[i].rows.reset();
        csv->close();
        if (files_[i].true_cells) files_[i].true_cells->close();
        parties.push_back(describe(i));
    }
    for (const auto& file : {truth_.get(), errors_.get(), strata_.get()}) file->close();
    manifest.set("organisations", parties);
    overlap_.describe(options_.organisations, manifest);
}

void check(const World& world, const ObservationOptions& options)
{
    if (options.people < 1 || options.people > most_people)
        throw Error(Exit::usage, fmt::format("--people is 1 to {}", most_people));
    if (world.options().seed > static_cast<Seed>(std::numeric_limits<std::int64_t>::max()))
        throw Error(Exit::usage,
                    fmt::format("--seed is at most {}", std::numeric_limits<std::int64_t>::max()));
    const auto& all = options.organisations;
    if (all.empty() || all.size() > most_organisations)
        throw Error(Exit::usage, fmt::format("there are 1 to {} organisations", most_organisations),
                    "say --organisation \"gp coverage=0.9\", once for each");
    for (auto one = all.begin(); one != all.end(); ++one)
        if (one->name == "true-cells" ||
            std::any_of(all.begin(), one, [&](const Organisation& o) { return o.name == one->name; }))
            throw Error(Exit::usage, fmt::format("two folders would be called {}", one->name),
                        "every organisation needs a name of its own");
}

Json describe(const World& world, const ObservationOptions& options)
{
    std::vector<Json> classes;
    for (const Preset& preset : presets())
        for (const QualityClass& quality : preset.classes)
            classes.push_back(Json()
                                  .set("preset", preset.name)
                                  .set("class", quality.name)
                                  .set("share", fraction(quality.share))
                                  .set("times_the_rate", quality.percent / 100.0));
    return Json()
        .set("made_by", "gauze-synth observe 1")
        .set("world", world.edition())
        .set("names", world.naming().edition())
        .set("seed", world.options().seed)
        .set("area", world.options().area)
        .set("today", IsoDay(world.options().today))
        .set("people", options.people)
        .set("common_columns", options.common_columns)
        .set("record_classes", classes);
}

constexpr std::string_view fields =
    R"(# What gauze-lab compares in files of common columns. Numbers are left out: with a nearly unique number there is
# little to link.
[[field]]
name = "given"
kind = "given-name"

[[field]]
name = "family"
kind = "family-name"

[[field]]
name = "dob"
kind = "date"
formats = ["YYYY-MM-DD"]

[[field]]
name = "sex"
kind = "sex"

[[field]]
name = "postcode"
kind = "postcode"
)";

void write_text(const OutputFolder& folder, const std::filesystem::path& name, std::string_view text)
{
    FileWriter file(folder.file(name), FileMode::everyone_reads);
    file.write(text);
    file.close();
}

} // namespace

Json write_observation(const World& world, const ObservationOptions& options,
                       const std::function<void(std::uint64_t)>& made)
{
    check(world, options);
    OutputFolder folder(options.out, "observe", options.existing);
    const Looking looking(world, options);
    Writing files(options, folder);
    std::uint64_t left = options.people;
    each_neighbourhood<Part>(
        world,
        [&](const Neighbourhood& around) { return looking.at(around, std::numeric_limits<Slot>::max()); },
        [&](std::uint64_t number, Part& part) {
            // The last neighbourhood is cut where the population ends.
            if (part.people > left)
                part = looking.at(world.neighbourhood(number), static_cast<std::size_t>(left));
            files.take(part);
            left -= part.people;
            made(part.people);
            return left > 0;
        });

    Json manifest = describe(world, options);
    files.finish(manifest);
    if (options.common_columns) write_text(folder, "fields.toml", fields);
    write_text(folder, "manifest.json", manifest.pretty());
    folder.commit();
    return manifest;
}

} // namespace gauze::synth
