# %% [markdown]
# # A notebook

# %%
while True:
    pass
