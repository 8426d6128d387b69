// `gauze close`: what it says to the person who runs it.
#include "engine/desk/close_verb.hpp"

#include "engine/desk/close.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>

namespace gauze::desk {

namespace {

struct CloseVerb {
    CloseOptions options;
    project::Governed governed;
    project::Common common;

    Exit run() const;
};

Json to_json(const project::Admitted& me, const Closed& closed, const CloseOptions& options)
{
    std::vector<std::string> destroyed, left;
    for (const project::Destroyed& file : closed.certificate.files) destroyed.push_back(file.name);
    for (const auto& path : closed.left) left.push_back(path.string());
    return Json()
        .set("project", me.policy.id)
        .set("party", me.me->name)
        .set("closed_before", closed.before)
        .set("destroyed", destroyed)
        .set("left", left)
        .set("certificate", options.out.string());
}

std::string told(const project::Admitted& me, const Closed& closed, const CloseOptions& options)
{
    std::string text = fmt::format("{} has closed {}: {} files are destroyed.\n", me.me->name, me.policy.id,
                                   closed.certificate.files.size());
    for (const auto& path : closed.left)
        text += fmt::format("left, not recognised as this project's: {}\n", path.string());
    text += "Overwritten, flushed and unlinked. Copies on a disk's spare blocks, in snapshots and in backups "
            "are beyond a program's reach: what was sealed there is unreadable without the keys.\n";
    return text + fmt::format("Certificate, for all parties to see: {}\n", options.out.string());
}

Exit CloseVerb::run() const
{
    const project::Admitted me = project::admit("close", options.policy, governed);
    const Closed closed = close_project(me, governed, options);
    std::cout << (common.json ? to_json(me, closed, options).pretty() : told(me, closed, options));
    return Exit::ok;
}

} // namespace

void add_close_verb(project::CommandLine& program)
{
    const auto verb = std::make_shared<CloseVerb>();
    program.verb("close", "Destroy what your party holds of a project, for good, and certify it")
        .path("--policy", verb->options.policy, "the policy file of the project", project::Need::required)
        .path("--out", verb->options.out, "the certificate to write (.dsse)", project::Need::required)
        .paths("FOLDER", verb->options.folders, "the folders in which your party keeps what is the project's",
               1)
        .governed(verb->governed)
        .example(
            "gauze close --policy policy.toml --as unit.party --evidence evidence --out unit.closed.dsse "
            "inbox linked keys",
            "what it does not recognise as this project's is listed and left")
        .common(verb->common)
        .does([verb] { return verb->run(); });
}

} // namespace gauze::desk
