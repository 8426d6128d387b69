#include "engine/linkage/accept.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "engine/linkage/accept_content.hpp"
#include "engine/linkage/receive.hpp"
#include "engine/linkage/retain.hpp"
#include "engine/project/exchange.hpp"
#include "engine/project/refusal.hpp"

#include <optional>

#include <fmt/format.h>

namespace gauze::linkage {

namespace fs = std::filesystem;

namespace {

using project::Admitted;
using project::Member;
using project::refuse_with;
using project::Statement;

fs::path statement_of(const fs::path& file) { return file.string() + ".dsse"; }

// A custodian sends its own rows, an intake those of the custodians that it encodes for.
void check_sender(const Admitted& me, const Statement& statement, const fs::path& sealed)
{
    const Member* source = me.policy.governance->member(statement.source);
    const bool its_own = source != nullptr && source->role == project::Role::custodian &&
                         source->name == statement.party && source->intake.empty();
    const bool for_it = source != nullptr && source->intake == statement.party && !source->intake.empty();
    if (!its_own && !for_it)
        refuse_with("not-its-intake",
                    fmt::format("{}: its sender may not encode these rows", sealed.string()),
                    "the policy says who encodes for whom");
}

// What decides an audit is the profile's matter (custodian/audit/limits.hpp); here it has passed or not.
void check_audit(const Statement& statement, const fs::path& sealed)
{
    const Json& figures = statement.figures;
    if (!figures.has("verdict") || figures.type("verdict") != Json::Type::text)
        refuse_with("audit-missing", fmt::format("{}: its statement holds no audit", sealed.string()),
                    "its sender must run gauze audit, and seal with it");
    if (figures.text("verdict") != "pass")
        refuse_with("audit-failed", fmt::format("{}: its audit has not passed", sealed.string()),
                    "the policy needs stronger settings; nobody may send under these");
}

// What was let in before, by its statement.
std::optional<Statement> accepted_before(const Admitted& me, const fs::path& file)
{
    if (!fs::exists(file)) return std::nullopt;
    require_accepted(me, {file});
    return project::statement_in(project::read_envelope(statement_of(file)), file.string());
}

void check_place(const Accepted& accepted, const std::optional<Statement>& before, bool replace)
{
    if (!before) return;
    if (!replace)
        refuse_with("already-accepted", fmt::format("rows of {} are in the inbox already", accepted.source),
                    "if the new file is to take their place, say --replace");
    if (accepted.statement.stated_at() <= before->stated_at())
        refuse_with(
            "older-submission",
            fmt::format("the rows of {} in the inbox were sealed later than these, or in the same second",
                        accepted.source),
            "only a newer submission takes the place of an older one");
}

// One project, one secret: whoever holds another check value is found here, and not after hours of linking.
void check_key(const Admitted& me, const Accepted& accepted, const fs::path& inbox)
{
    for (const auto& entry : fs::directory_iterator(inbox)) {
        if (entry.path().extension() != ".gauze" || entry.path() == accepted.file) continue;
        const auto other = accepted_before(me, entry.path());
        if (other && other->check != accepted.statement.check)
            refuse_with(
                "check-differs",
                fmt::format("{} and {} were encoded under different keys", accepted.source, other->source),
                "let both custodians compare their check values: gauze key check");
    }
}

// The bytes, under a name that nobody reads yet.
void write_content(const Admitted& me, const fs::path& sealed, const Statement& statement, const fs::path& to)
{
    std::optional<FileWriter> out; // not opened before the beginning is known to be of encodings
    ContentGuard guard(me, statement, sealed.filename().string(), [&](Bytes bytes) {
        if (!out) out.emplace(to, FileMode::owner_only);
        out->write(bytes);
    });
    (void)project::open_stream(me, sealed, {.kinds = {"submission"}},
                               [&](Bytes piece) { guard.take(piece); });
    guard.finish();
    out->close();
}

struct Partial { // gone when something is refused
    fs::path path;
    ~Partial()
    {
        std::error_code ignored;
        fs::remove(path, ignored);
    }
};

} // namespace

Accepted accept(const Admitted& me, const fs::path& sealed, const AcceptOptions& options)
{
    Accepted accepted;
    accepted.statement = project::check_sealed(me, sealed, {.kinds = {"submission"}});
    accepted.party = accepted.statement.party;
    accepted.source = accepted.statement.source;
    check_sender(me, accepted.statement, sealed);
    check_audit(accepted.statement, sealed);
    fs::create_directories(options.inbox);
    accepted.file = options.inbox / fmt::format("{}.gauze", accepted.source);
    const auto before = accepted_before(me, accepted.file);
    check_place(accepted, before, options.replace);
    check_key(me, accepted, options.inbox);
    // From here on it is known who sends what, and that it may have a place here.

    const Partial partial{partial_name(accepted.file)};
    write_content(me, sealed, accepted.statement, partial.path);
    try {
        accepted.rows = receive({partial.path}, me.policy, true).records();
    } catch (const Error& fault) {
        refuse_with("encoding-damaged", fmt::format("{}: {}", sealed.filename().string(), fault.what()),
                    "nothing of it was kept; ask its sender for it again");
    }
    const auto envelope = project::read_envelope(statement_of(sealed));
    if (before) fs::remove(statement_of(accepted.file)); // without one, a file is not accepted
    give_name(partial.path, accepted.file, options.replace ? Existing::replace : Existing::refuse);
    project::write_envelope(statement_of(accepted.file), envelope, Existing::replace);
    accepted.replaced = before.has_value();
    return accepted;
}

void require_accepted(const Admitted& me, const std::vector<fs::path>& files)
{
    if (!me.governed()) return;
    for (const fs::path& file : files) {
        const auto refuse = [&](std::string_view why) {
            refuse_with("not-accepted", fmt::format("{} {}", file.string(), why),
                        "name files of the inbox: gauze accept lets them in");
        };
        if (!fs::exists(statement_of(file))) refuse("has no statement beside it");
        const project::Envelope envelope = project::read_envelope(statement_of(file));
        const Statement statement = project::statement_in(envelope, statement_of(file).string());
        const Member* signer = me.policy.governance->member(statement.party);
        if (signer == nullptr || !envelope.is_signed_by(signer->signing))
            refuse("has a statement that no party of the policy has signed");
        const std::string digest = to_hex(sha256(MappedFile(file).bytes()));
        if (statement.kind != "submission" || statement.policy != me.policy.fingerprint() ||
            (digest != statement.content_digest && !is_retained(me, file, digest)))
            refuse("is not what the statement beside it is about");
    }
}

} // namespace gauze::linkage
