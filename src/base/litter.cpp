// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The table of what is never meant to be published. Kept to what git's community ignore lists and
// the packers of cargo and npm leave out, as far as no data file bears such a name.
#include "ahub/base/litter.hpp"

namespace ahub {
namespace {

constexpr LitterRow kRows[] = {
    {".git", "git", true},
    {".ahub", "ahub's own store", true},
    {".hg/", "Mercurial"},
    {".svn/", "Subversion"},
    {".jj/", "Jujutsu"},
    {".bzr/", "Bazaar"},
    {"_darcs/", "Darcs"},
    {"CVS/", "CVS"},
    {".ahubignore", "ahub"},
    // Desktops and file systems.
    {".DS_Store", "macOS"},
    {"._*", "macOS (AppleDouble)"},
    {"__MACOSX/", "macOS (Finder's zip)"},
    {".AppleDouble/", "macOS"},
    {".AppleDB", "macOS"},
    {".AppleDesktop", "macOS"},
    {".LSOverride", "macOS"},
    {".localized", "macOS"},
    {"Icon\r", "macOS"},
    {".VolumeIcon.icns", "macOS"},
    {".DocumentRevisions-V100", "macOS"},
    {".fseventsd", "macOS"},
    {".Spotlight-V100", "macOS"},
    {".TemporaryItems", "macOS"},
    {".Trashes", "macOS"},
    {".com.apple.*", "macOS"},
    {".apdisk", "macOS"},
    {"[Tt]humbs.db", "Windows"},
    {"THUMBS.DB", "Windows"},
    {"ehthumbs.db", "Windows"},
    {"ehthumbs_vista.db", "Windows"},
    {"[Dd]esktop.ini", "Windows"},
    {"DESKTOP.INI", "Windows"},
    {"$[Rr][Ee][Cc][Yy][Cc][Ll][Ee].[Bb][Ii][Nn]/", "Windows"},
    {"System Volume Information/", "Windows"},
    {"*.lnk", "Windows (shortcut)"},
    {".directory", "KDE"},
    {".Trash-*/", "a desktop's bin"},
    {".Trash/", "a desktop's bin"},
    {".goutputstream-*", "GNOME"},
    {".fuse_hidden*", "FUSE"},
    {".nfs*", "NFS"},
    {"lost+found/", "the file system"},
    {"@eaDir/", "Synology"},
    {".dropbox", "Dropbox"},
    {".dropbox.attr", "Dropbox"},
    {".dropbox.cache/", "Dropbox"},
    {".stfolder", "Syncthing"},
    {".stversions/", "Syncthing"},
    {".syncthing.*", "Syncthing"},
    // Editors and office programs.
    {"*~", "an editor's backup"},
    {"*.bak", "an editor's backup"},
    {"*.orig", "a merge's backup"},
    {"*.rej", "a patch that did not apply"},
    {"#*#", "Emacs"},
    {".#*", "Emacs"},
    {".*.sw[a-px]", "Vim"},
    {".sw[a-p]", "Vim"},
    {".netrwhist", "Vim"},
    {".*.kate-swp", "Kate"},
    {"~$*", "Microsoft Office"},
    {".~lock.*#", "LibreOffice"},
    {"*.sublime-workspace", "Sublime Text"},
    {".idea/", "JetBrains"},
    {".vs/", "Visual Studio"},
    {".vscode/", "Visual Studio Code"},
    // Interpreters and their tools.
    {"__pycache__/", "Python"},
    {"*.py[cod]", "Python"},
    {"*$py.class", "Jython"},
    {".ipynb_checkpoints/", "Jupyter"},
    {".mypy_cache/", "mypy"},
    {".pytest_cache/", "pytest"},
    {".ruff_cache/", "ruff"},
    {".hypothesis/", "Hypothesis"},
    {".tox/", "tox"},
    {".nox/", "nox"},
    {".venv/", "Python"},
    {".ropeproject/", "rope"},
    {".spyderproject", "Spyder"},
    {".spyproject", "Spyder"},
    {".Rhistory", "R"},
    {".Rproj.user/", "RStudio"},
    {".RDataTmp*", "R"},
    {"node_modules/", "npm"},
    {".npm/", "npm"},
};

}  // namespace

std::span<const LitterRow> litter_rows() noexcept { return kRows; }

}  // namespace ahub
