-- For record.ts: Neovim as an author would have it, with the guide's language server. The whole of a finding is shown
-- below the text, since a line has no room for it.
local node, program = unpack(vim.split(vim.env.IG_RECORDING, '\n'))
vim.o.termguicolors = false
vim.o.number = true
vim.o.signcolumn = 'yes'
vim.o.laststatus = 2
vim.o.swapfile = false
vim.o.shortmess = vim.o.shortmess .. 'I'
vim.o.completeopt = 'menuone,noselect'
vim.cmd('syntax off')
vim.o.hlsearch = false
vim.cmd('highlight SignColumn ctermbg=none')
vim.cmd('highlight Pmenu ctermfg=7 ctermbg=238')
vim.cmd('highlight NormalFloat ctermfg=7 ctermbg=236')
vim.cmd('highlight DiagnosticVirtualTextError ctermfg=1')
vim.diagnostic.config({ virtual_text = { prefix = '✖' }, update_in_insert = true, severity_sort = true })
vim.api.nvim_create_autocmd({ 'BufRead', 'BufNewFile' }, {
  pattern = '*.fsh',
  callback = function()
    vim.bo.filetype = 'fsh'
    vim.bo.omnifunc = 'v:lua.vim.lsp.omnifunc'
    local client = vim.lsp.start_client({
      name = 'ig',
      cmd = { node, program, 'lsp', '--offline' },
      root_dir = vim.fn.getcwd(),
    })
    vim.lsp.buf_attach_client(0, client)
  end,
})
vim.keymap.set('n', 'K', vim.lsp.buf.hover)
vim.keymap.set('n', 'gf', vim.lsp.buf.formatting)
