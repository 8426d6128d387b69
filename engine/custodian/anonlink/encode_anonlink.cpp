// Read `encode_anonlink` at the bottom first: it is the whole run.
#include "engine/custodian/anonlink/encode_anonlink.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "bloom/clk_json.hpp"
#include "engine/custodian/anonlink/row_batch.hpp"
#include "engine/project/progress.hpp"

#include <algorithm>
#include <bit>
#include <mutex>

#include <fmt/format.h>

namespace gauze::custodian {

namespace anonlink {

std::vector<std::string> identifiers_of(const Schema& schema)
{
    std::vector<std::string> names;
    for (const Feature& feature : schema.features) names.push_back(feature.identifier);
    return names;
}

namespace {

constexpr std::size_t rows_a_task = 1024;
constexpr std::size_t largest_secret = 1u << 20;

[[noreturn]] void refuse_row(std::uint64_t row, std::string_view what)
{
    throw Error(Exit::bad_data, fmt::format("row {} {}", row, what),
                "rows are counted from 0, without the header, as clkhash does; nothing was written");
}

[[noreturn]] void refuse_cell(const Schema& schema, std::uint64_t row, CellFault fault)
{
    throw Error(Exit::bad_data,
                fmt::format("row {}, column \"{}\": the cell {}", row,
                            schema.features[fault.column].identifier, to_text(fault.reason)),
                "rows are counted from 0, without the header, as clkhash does; nothing was written");
}

std::uint64_t count_bits(Bytes clk)
{
    std::uint64_t count = 0;
    for (; clk.size() >= sizeof(std::uint64_t); clk = clk.subspan(sizeof(std::uint64_t))) {
        std::uint64_t word = 0;
        std::memcpy(&word, clk.data(), sizeof word);
        count += static_cast<unsigned>(std::popcount(word));
    }
    for (const std::byte b : clk) count += static_cast<unsigned>(std::popcount(std::to_integer<unsigned>(b)));
    return count;
}

// Scratches are dear (they remember what they met), so tasks borrow them.
class ScratchPool {
public:
    explicit ScratchPool(const ClkEncoder& encoder) : encoder_(encoder) {}
    std::unique_ptr<ClkEncoder::Scratch> borrow()
    {
        {
            const std::lock_guard lock(guard_);
            if (!idle_.empty()) {
                auto scratch = std::move(idle_.back());
                idle_.pop_back();
                return scratch;
            }
        }
        return std::make_unique<ClkEncoder::Scratch>(encoder_);
    }
    void give_back(std::unique_ptr<ClkEncoder::Scratch> scratch)
    {
        const std::lock_guard lock(guard_);
        idle_.push_back(std::move(scratch));
    }

private:
    const ClkEncoder& encoder_;
    std::mutex guard_;
    std::vector<std::unique_ptr<ClkEncoder::Scratch>> idle_;
};

// Batch after batch: read by one thread, encoded by many, written in order by one.
class Run {
public:
    Run(const ClkEncoder& encoder, ClkCsv& csv, FileWriter& file)
        : encoder_(encoder), csv_(csv), file_(file), pool_(encoder), batch_(encoder.columns())
    {}

    void all(std::uint64_t input_size)
    {
        project::Progress progress("encoding", "bytes", input_size);
        std::uint64_t shown = 0;
        file_.write(bloom::clk_json_head);
        while (batch_.fill(csv_)) {
            encode_batch();
            write_batch();
            progress.advance(csv_.bytes_read() - shown);
            shown = csv_.bytes_read();
        }
        if (csv_.trouble()) refuse_row(csv_.trouble()->row, csv_.trouble()->what);
        file_.write(bloom::clk_json_tail);
    }
    std::uint64_t rows() const noexcept { return rows_; }
    std::uint64_t set_bits() const noexcept { return set_bits_; }

private:
    struct Task {
        std::string text;
        std::uint64_t set_bits = 0;
        std::optional<std::pair<std::size_t, CellFault>> fault; // with its row of the batch
    };

    void encode_batch()
    {
        tasks_.resize((batch_.rows() + rows_a_task - 1) / rows_a_task);
        for_each_task(tasks_.size(), [&](std::size_t t) {
            auto scratch = pool_.borrow();
            encode_task(t, *scratch);
            pool_.give_back(std::move(scratch));
        });
    }

    void encode_task(std::size_t t, ClkEncoder::Scratch& scratch)
    {
        Task& task = tasks_[t];
        task.text.clear();
        task.set_bits = 0;
        task.fault.reset();
        std::vector<std::byte> clk(encoder_.clk_size());
        std::vector<std::string_view> cells(encoder_.columns());
        const std::size_t end = std::min(batch_.rows(), (t + 1) * rows_a_task);
        for (std::size_t r = t * rows_a_task; r < end; ++r) {
            batch_.row(r, cells);
            if (const auto fault = encoder_.encode(cells, scratch, clk)) {
                task.fault = {r, *fault};
                return;
            }
            task.set_bits += count_bits(clk);
            if (rows_ + r > 0) task.text += bloom::clk_json_separator;
            bloom::append_clk_text(clk, task.text);
        }
    }

    // In row order, so that the first fault is the first of the file, whichever thread met it.
    void write_batch()
    {
        for (const Task& task : tasks_) {
            if (task.fault) refuse_cell(encoder_.schema(), rows_ + task.fault->first, task.fault->second);
            file_.write(task.text);
            set_bits_ += task.set_bits;
        }
        rows_ += batch_.rows();
    }

    const ClkEncoder& encoder_;
    ClkCsv& csv_;
    FileWriter& file_;
    ScratchPool pool_;
    RowBatch batch_;
    std::vector<Task> tasks_;
    std::uint64_t rows_ = 0, set_bits_ = 0;
};

// A secret of this format may be any bytes, and may be guessable; a file that others can read is worth a
// word.
Secret read_secret(const std::filesystem::path& path, std::vector<std::string>& warnings)
{
    using std::filesystem::perms;
    const MappedFile file(path);
    if (file.bytes().size() > largest_secret)
        throw Error(Exit::bad_data, fmt::format("{} is larger than {} bytes", path.string(), largest_secret),
                    "is it the file of the secret?");
    const perms mode = std::filesystem::status(path).permissions();
    if ((mode & (perms::group_read | perms::others_read)) != perms::none)
        warnings.push_back(
            fmt::format("others on this machine may read {}; chmod 600 keeps it private", path.string()));
    return Secret(file.bytes());
}

void refuse_existing(const EncodeAnonlinkOptions& options)
{
    if (options.existing == Existing::refuse && std::filesystem::exists(options.out))
        throw Error(Exit::cannot_write, fmt::format("{} exists already", options.out.string()),
                    "choose another name, or move the old file away first");
}

} // namespace

std::uint64_t encode_rows(ClkCsv& csv, const ClkEncoder& encoder, ClkEncoder::Scratch& scratch, Way way,
                          const std::function<void(Bytes clk)>& take)
{
    RowBatch batch(encoder.columns());
    std::vector<std::byte> clk(encoder.clk_size());
    std::vector<std::string_view> cells(encoder.columns());
    std::uint64_t rows = 0;
    while (batch.fill(csv)) {
        for (std::size_t r = 0; r < batch.rows(); ++r, ++rows) {
            batch.row(r, cells);
            const auto fault = way == Way::remembering ? encoder.encode(cells, scratch, clk)
                                                       : encoder.encode_afresh(cells, scratch, clk);
            if (fault) refuse_cell(encoder.schema(), rows, *fault);
            take(clk);
        }
    }
    if (csv.trouble()) refuse_row(csv.trouble()->row, csv.trouble()->what);
    return rows;
}

} // namespace anonlink

Json EncodeAnonlinkSummary::to_json() const
{
    return Json()
        .set("rows", rows)
        .set("bits", bits)
        .set("mean_set_bits", mean_set_bits)
        .set("schema_version", schema_version)
        .set("warnings", warnings)
        .set("seconds", seconds)
        .set("peak_memory_bytes", project::peak_memory());
}

EncodeAnonlinkSummary encode_anonlink(const EncodeAnonlinkOptions& options)
{
    project::Stopwatch clock;
    anonlink::refuse_existing(options);
    const anonlink::Schema schema = anonlink::read_schema(options.schema);
    EncodeAnonlinkSummary summary;
    summary.bits = schema.length;
    summary.schema_version = schema.version;
    summary.warnings = schema.warnings;
    const Secret secret = anonlink::read_secret(options.secret, summary.warnings);
    for (const std::string& warning : summary.warnings) project::say(warning);
    const anonlink::ClkEncoder encoder(schema, secret.reveal(), options.validate);
    anonlink::ClkCsv csv(options.input, anonlink::identifiers_of(schema), options.header);

    const auto partial = partial_name(options.out);
    FileWriter file(partial, FileMode::owner_only);
    anonlink::Run run(encoder, csv, file);
    run.all(std::filesystem::file_size(options.input));
    file.close();
    give_name(partial, options.out, options.existing);

    summary.rows = run.rows();
    summary.mean_set_bits =
        run.rows() == 0 ? 0 : static_cast<double>(run.set_bits()) / static_cast<double>(run.rows());
    summary.seconds = clock.lap();
    return summary;
}

} // namespace gauze::custodian
