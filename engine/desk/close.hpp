// The end of a project at one party: its keys and data are destroyed, a certificate says what, and the gate
// lets nobody of this party work under the project again (evidence/closed.hpp). The party's own key stays: it
// signs the certificate, and it may serve other projects.
//
// Keys go first: without them, what is left over of sealed or encoded files elsewhere is of no use. A close
// that is interrupted is done again; each certificate names what its own run destroyed.
#pragma once

#include "engine/project/evidence/certificate.hpp"
#include "engine/project/gate.hpp"

#include <filesystem>
#include <vector>

namespace gauze::desk {

struct CloseOptions {
    std::filesystem::path policy;
    std::vector<std::filesystem::path> folders;
    std::filesystem::path out; // the certificate
};

struct Closed {
    bool before = false; // the project was closed already
    project::Certificate certificate;
    std::vector<std::filesystem::path> left; // not recognised
};

// Throws Error(refused), codes not-governed, evidence-missing; Error(cannot_write).
Closed close_project(const project::Admitted& me, const project::Governed& governed,
                     const CloseOptions& options);

} // namespace gauze::desk
